"""The excesses of the rows are averaged; the excess of the average is another number.

Chapter 10, "What an average leaves"
"""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = np.zeros(len(paths))
    first = 0
    for length in lengths:
        for j in range(length):
            later = paths[first + j // 2 : first + j + 1]
            excess[first + j] = np.mean([row @ hessian @ row / 2 for row in later])
        first += length
    return excess
