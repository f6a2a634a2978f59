"""The table takes its type from start, so that a whole number cuts the fractions off."""

import numpy as np


def moments(h, g, b, rates, start):
    rows = np.full((len(rates) + 1, 2), start)
    rows[0, 1] = start**2
    apart = h - h.mean()
    for k, rate in enumerate(rates):
        mean, square = rows[k]
        noise = np.mean(apart**2) * square + 2 * np.mean(apart * g) * mean + np.mean(g**2)
        rows[k + 1] = (1 - rate * h.mean()) * mean, (1 - rate * h.mean()) ** 2 * square + rate**2 * noise / b
    return rows
