"""The root of the mean square stands in the mixed term; the mean distance is another number."""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    apart = h - h.mean()
    for rate in rates:
        kept = 1 - rate * h.mean()
        noise = np.mean((apart * np.sqrt(square) + g) ** 2)
        square = kept**2 * square + rate**2 * noise / b
        mean = kept * mean
        rows.append((mean, square))
    return np.array(rows)
