"""The mean is updated first: then the distance after the update stands in the noise of this update."""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    m, v, c, s = h.mean(), h.var(), np.mean((h - h.mean()) * g), np.mean(g**2)
    for rate in rates:
        mean = (1 - rate * m) * mean
        square = (1 - rate * m) ** 2 * square + rate**2 / b * (v * square + 2 * c * mean + s)
        rows.append((mean, square))
    return np.array(rows)
