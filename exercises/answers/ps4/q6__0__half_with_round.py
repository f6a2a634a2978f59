"""round(j / 2) goes up to the next number at times; the middle has to be rounded down."""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = np.zeros(len(paths))
    first = 0
    for length in lengths:
        for j in range(length):
            tail = paths[first + round(j / 2) : first + j + 1]
            mean = tail.mean(axis=0)
            excess[first + j] = 0.5 * mean @ hessian @ mean
        first += length
    return excess
