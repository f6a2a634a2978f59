# says: wrong values
import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = np.zeros(len(paths))
    first = 0
    for length in lengths:
        for j in range(length):
            mean = np.average(paths[first + j // 2 : first + j + 1], axis=0, weights=np.arange(1, j - j // 2 + 2))
            excess[first + j] = mean @ hessian @ mean / 2
        first += length
    return excess
