"""The mixed term has one rate too few: all of the variance goes with the square of the rate."""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    apart = h - h.mean()
    for rate in rates:
        kept = 1 - rate * h.mean()
        noise = np.mean(apart**2) * square + np.mean(g**2)
        square = kept**2 * square + rate**2 * noise / b - rate * 2 * np.mean(apart * g) * mean / b
        mean = kept * mean
        rows.append((mean, square))
    return np.array(rows)
