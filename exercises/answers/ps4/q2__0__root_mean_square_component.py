"""The squares of the components are averaged; a Euclidean length is the root of their sum."""

import numpy as np


def summed_noise(g, order, sizes):
    total = np.zeros(g.shape[1])
    lengths = [0.0]
    for batch in np.split(order, np.cumsum(sizes)[:-1]):
        total = total + g[batch].mean(axis=0) - g.mean(axis=0)
        lengths.append(np.sqrt(np.mean(total**2)))
    return np.array(lengths)
