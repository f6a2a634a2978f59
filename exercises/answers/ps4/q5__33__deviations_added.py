"""The two standard deviations are added, then squared: h_i and g_i go together only in part."""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    apart = h - h.mean()
    for rate in rates:
        kept = 1 - rate * h.mean()
        noise = (np.std(h) * np.sqrt(square) + np.std(g)) ** 2
        square = kept**2 * square + rate**2 * noise / b
        mean = kept * mean
        rows.append((mean, square))
    return np.array(rows)
