"""The squares are averaged, in which no sign is left; distances to both sides make up for one another.

Chapter 10, "What an average leaves"
"""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = np.zeros(len(paths))
    first = 0
    for length in lengths:
        for j in range(length):
            mean = np.sqrt(np.mean(paths[first + j // 2 : first + j + 1] ** 2, axis=0))
            excess[first + j] = mean @ hessian @ mean / 2
        first += length
    return excess
