"""The cross term is a product of two standard deviations, as if h_i and g_i always went together.

Chapter 9, "Curvature noise lowers the limit"
"""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    apart = h - h.mean()
    for rate in rates:
        kept = 1 - rate * h.mean()
        noise = np.mean(apart**2) * square + 2 * h.std() * g.std() * mean + np.mean(g**2)
        square, mean = kept**2 * square + rate**2 * noise / b, kept * mean
        rows.append((mean, square))
    return np.array(rows)
