"""The larger of the two eigenvalues is not always the one whose direction is near w.

Chapter 2, "The Hessian's eigenvalues give the bowl's shape"
"""

import numpy as np


def largest_rate(x, c):
    a, b = 2 * np.average((x - ANCHOR) ** 2, weights=c), 2 * np.average(x - ANCHOR, weights=c)
    half = (a - 2) / 2
    return 2 / ((a + 2) / 2 + half * np.sqrt(1 + (b / half) ** 2))
