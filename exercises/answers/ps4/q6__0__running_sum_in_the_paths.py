"""The running sum is a row of paths itself, which `+=` and `-=` then change; it needs a copy."""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess, first = np.zeros(len(paths)), 0
    for length in lengths:
        total = paths[first]
        for j in range(length):
            if j > 0:
                total += paths[first + j]
            if j > 0 and j % 2 == 0:
                total -= paths[first + j // 2 - 1]
            mean = total / (j - j // 2 + 1)
            excess[first + j] = mean @ hessian @ mean / 2
        first += length
    return excess
