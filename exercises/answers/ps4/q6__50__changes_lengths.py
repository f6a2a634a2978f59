# says: changes an argument in place
import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess, first = np.zeros(len(paths)), 0
    np.cumsum(lengths, out=lengths)
    for end in lengths:
        for j in range(end - first):
            mean = paths[first + j // 2 : first + j + 1].mean(axis=0)
            excess[first + j] = mean @ hessian @ mean / 2
        first = end
    return excess
