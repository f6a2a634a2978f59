"""The average begins one row too late; both ends belong to it."""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = np.zeros(len(paths))
    first = 0
    for length in lengths:
        for j in range(length):
            mean = paths[first + min(j // 2 + 1, j) : first + j + 1].mean(axis=0)
            excess[first + j] = mean @ hessian @ mean / 2
        first += length
    return excess
