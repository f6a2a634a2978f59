"""This is half the length of the gradient; the excess is another number."""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = np.zeros(len(paths))
    first = 0
    for length in lengths:
        for j in range(length):
            mean = paths[first + j // 2 : first + j + 1].mean(axis=0)
            excess[first + j] = np.linalg.norm(hessian @ mean) / 2
        first += length
    return excess
