"""The product S_min b_crit stands for b_crit in b*; S_min makes all times longer alike.

Chapter 11, "Why the updates lie on a hyperbola"
"""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    examples, fewest = np.polyfit(1 / sizes, updates, 1, w=1 / errors**2)
    critical = examples / fewest
    best = np.sqrt(examples * c0 / c1)
    return fewest, critical, best
