"""The noise is that at the mean distance; runs that are farther away have more, and E delta^2 is not (E delta)^2."""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    hm = np.mean(h)
    for rate in rates:
        noise = np.mean(((h - hm) * mean + g) ** 2) / b
        square = (1 - rate * hm) ** 2 * square + rate**2 * noise
        mean = (1 - rate * hm) * mean
        rows.append((mean, square))
    return np.array(rows)
