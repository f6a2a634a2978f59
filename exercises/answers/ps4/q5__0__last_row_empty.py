"""The last row is left empty: there is a row for the start and one for each update."""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = np.zeros((len(rates) + 1, 2))
    rows[0] = mean, square
    apart = h - h.mean()
    for k, rate in enumerate(rates[:-1]):
        kept = 1 - rate * h.mean()
        noise = np.mean(apart**2) * square + 2 * np.mean(apart * g) * mean + np.mean(g**2)
        square = kept**2 * square + rate**2 * noise / b
        mean = kept * mean
        rows[k + 1] = mean, square
    return rows
