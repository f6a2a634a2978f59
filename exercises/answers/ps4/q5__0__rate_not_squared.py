"""The noise is multiplied by the rate; the rate is squared with the bracket that it multiplies.

Chapter 9, "Curvature noise lowers the limit"
"""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    apart = h - h.mean()
    for rate in rates:
        kept = 1 - rate * h.mean()
        noise = np.mean(apart**2) * square + 2 * np.mean(apart * g) * mean + np.mean(g**2)
        square, mean = kept**2 * square + rate * noise / b, kept * mean
        rows.append((mean, square))
    return np.array(rows)
