"""The sums are divided by n - 1; the examples are not a sample, batches are drawn from just these."""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    apart = h - h.mean()
    for rate in rates:
        kept = 1 - rate * h.mean()
        noise = np.sum(apart**2) * square + 2 * np.sum(apart * g) * mean + np.sum(g**2)
        square = kept**2 * square + rate**2 * noise / b / (len(h) - 1)
        mean = kept * mean
        rows.append((mean, square))
    return np.array(rows)
