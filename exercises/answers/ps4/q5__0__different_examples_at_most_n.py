"""This is the noise of batches of different examples; here an example may come twice.

Chapter 7, "Why: draws without replacement make up for one another"
"""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    apart = h - h.mean()
    n = len(h)
    for rate in rates:
        kept = 1 - rate * h.mean()
        noise = np.mean(apart**2) * square + 2 * np.mean(apart * g) * mean + np.mean(g**2)
        square = kept**2 * square + rate**2 * noise * max(n - b, 0) / (b * (n - 1))
        mean = kept * mean
        rows.append((mean, square))
    return np.array(rows)
