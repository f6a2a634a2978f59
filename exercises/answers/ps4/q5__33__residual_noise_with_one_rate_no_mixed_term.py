"""The residual noise goes with the rate here; a variance goes with the square of a factor."""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    apart = h - h.mean()
    for rate in rates:
        kept = 1 - rate * h.mean()
        noise = np.mean(apart**2) * square
        square = kept**2 * square + rate**2 * noise / b + rate * np.mean(g**2) / b
        mean = kept * mean
        rows.append((mean, square))
    return np.array(rows)
