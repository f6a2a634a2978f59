"""The average of the earlier half is taken off; the later half is averaged alone."""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = np.zeros(len(paths))
    first = 0
    for length in lengths:
        for j in range(length):
            mean = paths[first + j // 2 : first + j + 1].mean(axis=0) - paths[first : first + j // 2 + 1].mean(axis=0)
            excess[first + j] = mean @ hessian @ mean / 2
        first += length
    return excess
