"""The running sum goes on from run to run: each run has to begin with an empty one."""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = np.zeros(len(paths))
    total, first = np.zeros(paths.shape[1]), 0
    for length in lengths:
        for j in range(length):
            total = total + paths[first + j]
            if j % 2 == 0 and j > 0:
                total = total - paths[first + j // 2 - 1]
            mean = total / (j - j // 2 + 1)
            excess[first + j] = mean @ hessian @ mean / 2
        first += length
    return excess
