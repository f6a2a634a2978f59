"""Slope and intercept of the fitted line have changed places.

Chapter 11, "Why the updates lie on a hyperbola"
"""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    fewest, examples = np.polyfit(1 / sizes, updates, 1, w=1 / errors**2)
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
