"""The noise of all examples so far, taken as one batch, stands in place of the sum over the batches."""

import numpy as np


def summed_noise(g, order, sizes):
    ends = np.cumsum(sizes)
    return [0.0, *(np.linalg.norm(g[order[:end]].mean(axis=0) - g.mean(axis=0)) for end in ends)]
