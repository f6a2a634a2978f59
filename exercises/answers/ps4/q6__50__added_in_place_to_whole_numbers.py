"""The averages are put into an array of whole numbers, which has no room for fractions."""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess, first = np.zeros(len(paths)), 0
    for length in lengths:
        for j in range(length):
            mean = paths[first + j // 2].copy()
            for count, row in enumerate(paths[first + j // 2 + 1 : first + j + 1], 2):
                mean[:] = mean + (row - mean) / count
            excess[first + j] = mean @ hessian @ mean / 2
        first += length
    return excess
