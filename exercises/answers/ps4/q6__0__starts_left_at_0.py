"""The start of a run has no result; its own excess is that of the average there."""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = np.zeros(len(paths))
    first = 0
    for length in lengths:
        for j in range(1, length):
            mean = np.mean(paths[first + j // 2 : first + j + 1], axis=0)
            excess[first + j] = 0.5 * mean @ hessian @ mean
        first += length
    return excess
