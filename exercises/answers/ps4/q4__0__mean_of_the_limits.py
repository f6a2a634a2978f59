"""The limits of the single examples are averaged; average the squares of 1 - eta X first, then look for the limit."""

import numpy as np


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return np.mean(2 / (h + alpha))
