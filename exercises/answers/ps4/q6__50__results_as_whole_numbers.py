"""The results are put into an array of the type of paths: one of whole numbers has no room for fractions."""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = np.zeros_like(paths[:, 0])
    first = 0
    for length in lengths:
        for j in range(length):
            mean = paths[first + j // 2 : first + j + 1].mean(axis=0)
            excess[first + j] = mean @ hessian @ mean / 2
        first += length
    return excess
