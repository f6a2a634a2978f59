"""Standard deviations stand for variances.

Chapter 9, "Curvature noise lowers the limit"
"""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    apart = h - h.mean()
    for rate in rates:
        kept = 1 - rate * h.mean()
        noise = h.std() * square + 2 * np.mean(apart * g) * mean + g.std()
        square, mean = kept**2 * square + rate**2 * noise / b, kept * mean
        rows.append((mean, square))
    return np.array(rows)
