"""The spread of the h_i and g_i is divided by n - 1; the means run over all n examples."""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    apart = h - h.mean()
    for rate in rates:
        kept = 1 - rate * h.mean()
        noise = h.var(ddof=1) * square + 2 * np.cov(h, g)[0, 1] * mean + g.var(ddof=1)
        square, mean = kept**2 * square + rate**2 * noise / b, kept * mean
        rows.append((mean, square))
    return np.array(rows)
