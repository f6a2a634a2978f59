"""Curvature noise is left out: the h_i differ, and what they add goes with the mean square.

Chapter 8, "Why: curvature noise and residual noise"
"""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    apart = h - h.mean()
    for rate in rates:
        kept = 1 - rate * h.mean()
        noise = 2 * np.mean(apart * g) * mean + np.mean(g**2)
        square, mean = kept**2 * square + rate**2 * noise / b, kept * mean
        rows.append((mean, square))
    return np.array(rows)
