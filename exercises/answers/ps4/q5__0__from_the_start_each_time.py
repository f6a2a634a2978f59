"""Every update begins at the start; it has to begin where the last one ended."""

import numpy as np


def moments(h, g, b, rates, start):
    rows, apart = [(start, start**2)], h - h.mean()
    for rate in rates:
        mean, square = start, start**2
        noise = np.mean(apart**2) * square + 2 * np.mean(apart * g) * mean + np.mean(g**2)
        rows.append(((1 - rate * h.mean()) * mean, (1 - rate * h.mean()) ** 2 * square + rate**2 * noise / b))
    return np.array(rows)
