"""The running sum is divided in place: an array of whole numbers takes no fractions."""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess, first = np.zeros(len(paths)), 0
    for length in lengths:
        for j in range(length):
            mean = paths[first + j // 2 : first + j + 1].sum(axis=0)
            mean /= j - j // 2 + 1
            excess[first + j] = mean @ hessian @ mean / 2
        first += length
    return excess
