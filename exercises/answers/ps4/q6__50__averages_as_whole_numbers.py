"""The averages are put into an array of whole numbers, which has no room for fractions."""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = np.zeros(len(paths))
    means = np.zeros_like(paths)
    first = 0
    for length in lengths:
        for j in range(length):
            means[first + j] = paths[first + j // 2 : first + j + 1].mean(axis=0)
            excess[first + j] = means[first + j] @ hessian @ means[first + j] / 2
        first += length
    return excess
