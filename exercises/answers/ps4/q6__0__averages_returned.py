# says: wrong shape
import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = np.zeros(paths.shape)
    first = 0
    for length in lengths:
        for j in range(length):
            mean = paths[first + j // 2 : first + j + 1].mean(axis=0)
            excess[first + j] = mean
        first += length
    return excess
