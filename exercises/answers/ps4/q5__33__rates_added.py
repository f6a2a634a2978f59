"""The rates are added up to one long step; each update shrinks the distance by a factor of its own.

Chapter 10, "A schedule counts the updates of the whole run"
"""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    apart = h - h.mean()
    for k, rate in enumerate(rates):
        kept = 1 - rate * h.mean()
        noise = np.mean(apart**2) * square + 2 * np.mean(apart * g) * mean + np.mean(g**2)
        square = kept**2 * square + rate**2 * noise / b
        mean = (1 - rates[: k + 1].sum() * h.mean()) * start
        rows.append((mean, square))
    return np.array(rows)
