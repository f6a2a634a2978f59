"""One array stands in for all averages: at the end each of them is the last one."""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    means, first, mean = [], 0, np.zeros(paths.shape[1])
    for length in lengths:
        for j in range(length):
            mean[:] = paths[first + j // 2 : first + j + 1].mean(axis=0)
            means.append(mean)
        first += length
    return np.array([mean @ hessian @ mean / 2 for mean in means])
