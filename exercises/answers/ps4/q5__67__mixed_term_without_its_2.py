"""The mixed term of the expanded square is counted once; expand (p + q)^2 once more."""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    m = np.mean(h)
    v, c, s = np.mean((h - m) ** 2), np.mean((h - m) * g), np.mean(g**2)
    for rate in rates:
        noise = (v * square + c * mean + s) / b
        square = (1 - rate * m) ** 2 * square + rate**2 * noise
        mean = (1 - rate * m) * mean
        rows.append((mean, square))
    return np.array(rows)
