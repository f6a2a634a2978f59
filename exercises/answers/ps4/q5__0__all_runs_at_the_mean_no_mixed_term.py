"""Each update begins as if all runs were at the mean distance: how far they have spread is lost."""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    apart = h - h.mean()
    for rate in rates:
        kept = 1 - rate * h.mean()
        noise = np.mean(apart**2) * mean**2 + np.mean(g**2)
        square = (kept * mean) ** 2 + rate**2 * noise / b
        mean = kept * mean
        rows.append((mean, square))
    return np.array(rows)
