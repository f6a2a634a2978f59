"""The components are added, and cancel; a Euclidean length is the root of the sum of their squares."""

import numpy as np


def summed_noise(g, order, sizes):
    total = np.zeros(g.shape[1])
    lengths = [0.0]
    full = g.mean(axis=0)
    for k, batch in enumerate(np.split(order, np.cumsum(sizes)[:-1])):
        total = total + g[batch].mean(axis=0) - full
        lengths.append(abs(total.sum()))
    return np.array(lengths)
