# says: changes an argument in place
import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess, first = np.zeros(len(paths)), 0
    for length in lengths:
        for j in reversed(range(length)):
            mean = paths[first + j // 2 : first + j + 1].mean(axis=0)
            paths[first + j] = mean
            excess[first + j] = mean @ hessian @ mean / 2
        first += length
    return excess
