"""The sum is divided by a number that is not that of the rows in it."""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = np.zeros(len(paths))
    first = 0
    for length in lengths:
        for j in range(length):
            mean = paths[first + j // 2 : first + j + 1].sum(axis=0) / paths.shape[1]
            excess[first + j] = mean @ hessian @ mean / 2
        first += length
    return excess
