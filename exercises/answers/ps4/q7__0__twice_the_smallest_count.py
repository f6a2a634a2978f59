"""b_crit is read off as the size that takes twice the fewest updates counted; fit the law first.

Chapter 11, "Why the updates lie on a hyperbola"
"""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    fewest = updates.min()
    order = np.argsort(updates)
    critical = np.interp(2 * fewest, updates[order], sizes[order].astype(float))
    return fewest, critical, np.sqrt(critical * c0 / c1)
