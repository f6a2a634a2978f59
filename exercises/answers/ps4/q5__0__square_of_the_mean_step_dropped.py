"""Of the bracket's mean square only the variance is counted; the square of its mean belongs to it."""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    m = np.mean(h)
    v, c, s = np.mean((h - m) ** 2), np.mean((h - m) * g), np.mean(g**2)
    for rate in rates:
        noise = (v * square + 2 * c * mean + s) / b
        square = square - 2 * rate * m * square + rate**2 * noise
        mean = mean - rate * m * mean
        rows.append((mean, square))
    return np.array(rows)
