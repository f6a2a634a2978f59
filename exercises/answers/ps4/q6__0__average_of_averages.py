"""Averages are averaged once more; the excess is that of one average of rows.

Chapter 10, "What an average leaves"
"""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = np.zeros(len(paths))
    first = 0
    for length in lengths:
        means = []
        for j in range(length):
            means.append(paths[first + j // 2 : first + j + 1].mean(axis=0))
            mean = np.mean(means[j // 2 :], axis=0)
            excess[first + j] = mean @ hessian @ mean / 2
        first += length
    return excess
