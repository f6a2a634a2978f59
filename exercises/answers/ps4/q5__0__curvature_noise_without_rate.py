"""The curvature noise is not multiplied by the rate; the whole bracket is.

Chapter 9, "Curvature noise lowers the limit"
"""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    apart = h - h.mean()
    for rate in rates:
        kept = 1 - rate * h.mean()
        noise = 2 * np.mean(apart * g) * mean + np.mean(g**2)
        square = kept**2 * square + np.mean(apart**2) * square / b + rate**2 * noise / b
        mean = kept * mean
        rows.append((mean, square))
    return np.array(rows)
