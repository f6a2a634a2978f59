"""A batch comes out empty: np.split cuts at positions, the running sums of the sizes without the last."""

import numpy as np


def summed_noise(g, order, sizes):
    total, lengths = np.zeros(g.shape[1]), [0.0]
    for first, last in zip([0, *sizes[:-1]], sizes):
        total = total + g[order[first:last]].mean(axis=0) - g.mean(axis=0)
        lengths.append(np.linalg.norm(total))
    return lengths
