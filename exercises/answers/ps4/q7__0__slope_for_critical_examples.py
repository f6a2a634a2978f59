"""The product S_min b_crit, the slope in 1 / b, stands for b_crit.

Chapter 11, "Why the updates lie on a hyperbola"
"""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    fewest, examples = np.polyfit(sizes, sizes * updates, 1)
    critical = examples
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
