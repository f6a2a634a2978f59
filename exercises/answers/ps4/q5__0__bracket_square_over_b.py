"""The whole mean square of an example's bracket is divided by b; only its variance falls with the batch size."""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    apart = h - h.mean()
    for rate in rates:
        kept = 1 - rate * h.mean()
        noise = np.mean(h**2) * square + 2 * np.mean(h * g) * mean + np.mean(g**2)
        square = (1 - 2 * rate * h.mean()) * square + rate**2 * noise / b
        mean = kept * mean
        rows.append((mean, square))
    return np.array(rows)
