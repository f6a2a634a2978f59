"""Where j is odd, the sum is divided by fewer rows than are in it."""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = np.zeros(len(paths))
    first = 0
    for length in lengths:
        run = paths[first : first + length]
        for j in range(length):
            mean = run[j // 2 : j + 1].sum(axis=0) / (j // 2 + 1)
            excess[first + j] = mean @ hessian @ mean / 2
        first += length
    return excess
