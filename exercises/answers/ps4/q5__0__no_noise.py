"""The mean square is the square of the mean here: all noise is missing.

Chapter 8, "Why: curvature noise and residual noise"
"""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    apart = h - h.mean()
    for rate in rates:
        kept = 1 - rate * h.mean()
        square = kept**2 * square
        mean = kept * mean
        rows.append((mean, square))
    return np.array(rows)
