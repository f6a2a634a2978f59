"""A correlation stands in the mixed term, a number without a unit; the mean of the products has one."""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    apart = h - h.mean()
    for rate in rates:
        kept = 1 - rate * h.mean()
        noise = np.mean(apart**2) * square + 2 * np.corrcoef(h, g)[0, 1] * mean + np.mean(g**2)
        square = kept**2 * square + rate**2 * noise / b
        mean = kept * mean
        rows.append((mean, square))
    return np.array(rows)
