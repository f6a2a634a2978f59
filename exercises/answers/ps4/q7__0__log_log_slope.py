"""A power of b is fitted, a straight line in logarithms; the law is no power of b.

Chapter 11, "Why the updates lie on a hyperbola"
"""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    slope, level = np.polyfit(np.log(sizes), np.log(updates), 1)
    fewest, examples = np.exp(level), -slope * np.exp(level)
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
