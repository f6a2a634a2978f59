"""A result is no number: a line fitted in b, not in 1 / b, falls, and puts a negative number under the root.

Chapter 11, "Why the updates lie on a hyperbola"
"""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    examples, fewest = np.polyfit(sizes, updates, 1, w=1 / errors)
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
