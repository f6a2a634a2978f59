"""The logarithms of the counts are fitted by a straight line in 1 / b; the counts themselves lie on it.

Chapter 11, "Why the updates lie on a hyperbola"
"""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    slope, level = np.polyfit(1 / sizes, np.log(updates), 1, w=1 / errors)
    fewest, examples = np.exp(level), slope * np.exp(level)
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
