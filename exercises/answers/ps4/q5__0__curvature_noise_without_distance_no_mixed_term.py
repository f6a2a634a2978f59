"""The curvature noise has no distance in it; at the minimum it vanishes.

Chapter 8, "Why: curvature noise and residual noise"
"""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    apart = h - h.mean()
    for rate in rates:
        kept = 1 - rate * h.mean()
        noise = np.mean(apart**2) + np.mean(g**2)
        square = kept**2 * square + rate**2 * noise / b
        mean = kept * mean
        rows.append((mean, square))
    return np.array(rows)
