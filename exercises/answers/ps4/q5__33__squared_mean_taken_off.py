"""The second column is the variance of the distance; a mean square counts from the minimum, not from the mean."""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    m = np.mean(h)
    v, c, s = np.mean((h - m) ** 2), np.mean((h - m) * g), np.mean(g**2)
    for rate in rates:
        noise = (v * square + 2 * c * mean + s) / b
        square = (1 - rate * m) ** 2 * square + rate**2 * noise
        mean = (1 - rate * m) * mean
        rows.append((mean, square))
    rows = np.array(rows, dtype=float)
    rows[:, 1] -= rows[:, 0] ** 2
    return rows
