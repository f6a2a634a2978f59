"""All runs are moved from the mean distance, by single examples: their spread and the batch size are lost."""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    for rate in rates:
        kept = 1 - rate * h.mean()
        square = np.mean((mean - rate * (h * mean + g)) ** 2)
        mean = kept * mean
        rows.append((mean, square))
    return np.array(rows)
