import numpy as np


def averaged_excess(paths, lengths, hessian):
    curvatures, directions = np.linalg.eigh(hessian)
    along, excess, first = paths @ directions, np.zeros(len(paths)), 0
    for length in lengths:
        for j in range(length):
            excess[first + j] = curvatures @ along[first + j // 2 : first + j + 1].mean(axis=0) ** 2 / 2
        first += length
    return excess
