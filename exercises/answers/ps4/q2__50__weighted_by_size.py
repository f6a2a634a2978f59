"""A batch counts by its size; each counts once, whatever its size."""

import numpy as np


def summed_noise(g, order, sizes):
    total = np.zeros(g.shape[1])
    lengths = [0.0]
    for batch in np.split(order, np.cumsum(sizes)[:-1]):
        total = total + (g[batch].mean(axis=0) - g.mean(axis=0)) * len(batch) / sizes.mean()
        lengths.append(np.linalg.norm(total))
    return np.array(lengths)
