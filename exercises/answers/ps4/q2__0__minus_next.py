"""Every other noise is taken off; all of them are added."""

import numpy as np


def summed_noise(g, order, sizes):
    total = np.zeros(g.shape[1])
    lengths = [0.0]
    full = g.mean(axis=0)
    for k, batch in enumerate(np.split(order, np.cumsum(sizes)[:-1])):
        total = g[batch].mean(axis=0) - full - total
        lengths.append(np.linalg.norm(total))
    return np.array(lengths)
