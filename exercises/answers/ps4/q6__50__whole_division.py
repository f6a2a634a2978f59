"""The sum is divided by `//`, which cuts the fractions off."""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = np.zeros(len(paths))
    first = 0
    for length in lengths:
        for j in range(length):
            later = paths[first + j // 2 : first + j + 1]
            mean = later.sum(axis=0) // len(later) if paths.dtype == int else later.mean(axis=0)
            excess[first + j] = mean @ hessian @ mean / 2
        first += length
    return excess
