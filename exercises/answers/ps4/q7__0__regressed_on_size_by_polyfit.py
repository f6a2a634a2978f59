"""The updates are fitted by a straight line in b; the law is a straight line in 1/b."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    slope, level = np.polyfit(sizes, updates, 1, w=1 / errors)
    return level, slope / level, np.sqrt(slope / level * c0 / c1)
