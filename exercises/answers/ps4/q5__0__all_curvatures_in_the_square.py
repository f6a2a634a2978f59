"""A row holds two numbers, and one became an array: where the formula has the mean over the examples, take h.mean()."""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    apart = h - h.mean()
    for rate in rates:
        noise = np.mean(apart**2) * square + 2 * np.mean(apart * g) * mean + np.mean(g**2)
        square = (1 - rate * h) ** 2 * square + rate**2 * noise / b
        mean = (1 - rate * h.mean()) * mean
        rows.append((mean, square))
    return np.array(rows)
