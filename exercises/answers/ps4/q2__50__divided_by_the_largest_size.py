"""The sum of every batch is divided by the largest size; divide each by its own."""

import numpy as np


def summed_noise(g, order, sizes):
    total = np.zeros(g.shape[1])
    lengths = [0.0]
    for batch in np.split(order, np.cumsum(sizes)[:-1]):
        total = total + g[batch].sum(axis=0) / sizes.max() - g.mean(axis=0)
        lengths.append(np.linalg.norm(total))
    return np.array(lengths)
