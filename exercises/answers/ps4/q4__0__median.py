"""The median of the limits of single examples comes out; average the squares of 1 - eta X first."""

import numpy as np


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return np.median(2 / (h + alpha))
