"""Residual noise is multiplied by the mean square; it is there at the minimum too.

Chapter 8, "Why: curvature noise and residual noise"
"""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    apart = h - h.mean()
    for rate in rates:
        kept = 1 - rate * h.mean()
        noise = (np.mean(apart**2) + np.mean(g**2)) * square + 2 * np.mean(apart * g) * mean
        square, mean = kept**2 * square + rate**2 * noise / b, kept * mean
        rows.append((mean, square))
    return np.array(rows)
