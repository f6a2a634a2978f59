import numpy as np


def averaged_excess(paths, lengths, hessian):
    values, vectors = np.linalg.eigh(hessian)
    turned, excess, first = paths @ vectors, np.empty(len(paths)), 0
    for length in lengths:
        for k in range(first, first + length):
            later = turned[first + (k - first) // 2 : k + 1]
            excess[k] = np.sum(values * later.mean(axis=0) ** 2) / 2
        first += length
    return excess
