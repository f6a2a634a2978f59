"""The residual noise is not multiplied by the rate; the whole bracket is.

Chapter 9, "Curvature noise lowers the limit"
"""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    apart = h - h.mean()
    for rate in rates:
        kept = 1 - rate * h.mean()
        noise = np.mean(apart**2) * square + 2 * np.mean(apart * g) * mean
        square = kept**2 * square + rate**2 * noise / b + np.mean(g**2) / b
        mean = kept * mean
        rows.append((mean, square))
    return np.array(rows)
