"""The rate is one over the root of the mean square of X; solve E (1 - eta X)^2 = 1 for it."""

import numpy as np


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return 1 / np.sqrt(mean**2 + variance)
