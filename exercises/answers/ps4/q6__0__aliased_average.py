"""Every entry belongs to the last average: += changes the one array that all of them hold."""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    means, mean, first = [], np.zeros(paths.shape[1]), 0
    for length in lengths:
        for j in range(length):
            mean *= 0
            mean += paths[first + j // 2 : first + j + 1].mean(axis=0)
            means.append(mean)
        first += length
    return [mean @ hessian @ mean / 2 for mean in means]
