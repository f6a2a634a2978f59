"""The mean is shrunk in place in an array of the type of start, which has no room for fractions."""

import numpy as np


def moments(h, g, b, rates, start):
    now = np.array([start, start**2])
    mean, square = now
    rows = [(mean, square)]
    apart = h - h.mean()
    for rate in rates:
        kept = 1 - rate * h.mean()
        noise = np.mean(apart**2) * square + 2 * np.mean(apart * g) * mean + np.mean(g**2)
        square = kept**2 * square + rate**2 * noise / b
        mean = kept * mean
        now[:] = mean, square
        mean, square = now
        rows.append((mean, square))
    return np.array(rows)
