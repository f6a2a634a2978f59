"""The results of every run are those of the first rows: where a run begins is not used in reading."""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = np.zeros(len(paths))
    first = 0
    for length in lengths:
        for j in range(length):
            mean = paths[j // 2 : j + 1].mean(axis=0)
            excess[first + j] = mean @ hessian @ mean / 2
        first += length
    return excess
