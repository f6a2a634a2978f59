"""The product S_min b_crit, the slope in 1 / b, stands for b_crit.

Chapter 11, "Why the updates lie on a hyperbola"
"""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    examples, fewest = np.polyfit(1 / sizes, updates, 1, w=1 / errors**2)
    critical = examples
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
