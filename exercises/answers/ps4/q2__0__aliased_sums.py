"""Every entry is the last sum: += changes the one array that all of them hold."""

import numpy as np


def summed_noise(g, order, sizes):
    total = np.zeros(g.shape[1])
    sums = [total]
    for batch in np.split(order, np.cumsum(sizes)[:-1]):
        total += g[batch].mean(axis=0) - g.mean(axis=0)
        sums.append(total)
    return np.linalg.norm(sums, axis=1)
