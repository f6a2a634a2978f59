"""Standard deviations are added up; only variances add."""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    apart = h - h.mean()
    for rate in rates:
        kept = 1 - rate * h.mean()
        noise = np.mean(apart**2) * square + 2 * np.mean(apart * g) * mean + np.mean(g**2)
        square = (kept * np.sqrt(square) + rate * np.sqrt(noise / b)) ** 2
        mean = kept * mean
        rows.append((mean, square))
    return np.array(rows)
