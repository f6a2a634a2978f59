"""The runs begin at 0 here, and not at start."""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = 0.0, 0.0
    rows = [(mean, square)]
    apart = h - h.mean()
    for rate in rates:
        kept = 1 - rate * h.mean()
        noise = np.mean(apart**2) * square + 2 * np.mean(apart * g) * mean + np.mean(g**2)
        square = kept**2 * square + rate**2 * noise / b
        mean = kept * mean
        rows.append((mean, square))
    return np.array(rows)
