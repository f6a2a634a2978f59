"""Batches smaller than the first are left out; each batch has its noise and its entry."""

import numpy as np


def summed_noise(g, order, sizes):
    total = np.zeros(g.shape[1])
    lengths = [0.0]
    for batch in np.split(order, np.cumsum(sizes)[:-1]):
        if len(batch) < sizes[0]:
            continue
        total = total + g[batch].mean(axis=0) - g.mean(axis=0)
        lengths.append(np.linalg.norm(total))
    return np.array(lengths)
