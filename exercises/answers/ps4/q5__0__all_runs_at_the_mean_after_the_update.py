"""Each update begins as if all runs were at the mean distance: how far they have spread is lost."""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    apart = h - h.mean()
    for rate in rates:
        kept = 1 - rate * h.mean()
        mean = kept * mean
        square = mean**2 + rate**2 * np.mean((apart * mean + g) ** 2) / b
        rows.append((mean, square))
    return np.array(rows)
