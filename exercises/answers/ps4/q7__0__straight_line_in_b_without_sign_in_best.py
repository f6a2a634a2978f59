"""A straight line in b is fitted, without a sign; the law is one in 1 / b, and falls as b grows.

Chapter 11, "Why the updates lie on a hyperbola"
"""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    examples, fewest = np.polyfit(sizes, updates, 1, w=1 / errors)
    critical = examples / fewest
    best = np.sqrt(abs(critical) * c0 / c1)
    return fewest, critical, best
