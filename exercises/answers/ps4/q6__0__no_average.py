"""This is the excess of the run itself: nothing is averaged.

Chapter 10, "What an average leaves"
"""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = np.zeros(len(paths))
    first = 0
    for length in lengths:
        for j in range(length):
            mean = paths[first + j]
            excess[first + j] = mean @ hessian @ mean / 2
        first += length
    return excess
