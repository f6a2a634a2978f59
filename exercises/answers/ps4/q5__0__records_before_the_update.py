"""Each row is written before its update: the start comes twice and the last update is missing.

Chapter 3, "A history must be the run"
"""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    apart = h - h.mean()
    for rate in rates:
        rows.append((mean, square))
        noise = np.mean(apart**2) * square + 2 * np.mean(apart * g) * mean + np.mean(g**2)
        square = (1 - rate * h.mean()) ** 2 * square + rate**2 * noise / b
        mean = (1 - rate * h.mean()) * mean
    return np.array(rows)
