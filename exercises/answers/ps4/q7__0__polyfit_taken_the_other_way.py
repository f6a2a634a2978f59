"""Slope and intercept of the fitted line have changed places.

Chapter 11, "Why the updates lie on a hyperbola"
"""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    s_min, product = np.polyfit(1 / sizes, updates, 1, w=1 / errors)
    b_crit = product / s_min
    return s_min, b_crit, np.sqrt(b_crit * c0 / c1)
