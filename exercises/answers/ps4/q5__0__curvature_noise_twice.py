"""The curvature noise is counted twice: once in the mean of the squares, and once more with the noise."""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    apart = h - h.mean()
    for rate in rates:
        kept = 1 - rate * h.mean()
        noise = np.mean(apart**2) * square + 2 * np.mean(apart * g) * mean + np.mean(g**2)
        square = np.mean((1 - rate * h) ** 2) * square + rate**2 * noise / b
        mean = kept * mean
        rows.append((mean, square))
    return np.array(rows)
