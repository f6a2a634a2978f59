"""A batch is cut down to n examples; with replacement it may be larger, and its mean varies less still."""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    apart = h - h.mean()
    for rate in rates:
        kept = 1 - rate * h.mean()
        noise = np.mean(apart**2) * square + np.mean(g**2)
        square = kept**2 * square + rate**2 * noise / min(b, len(h))
        mean = kept * mean
        rows.append((mean, square))
    return np.array(rows)
