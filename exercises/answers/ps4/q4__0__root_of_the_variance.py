"""The standard deviation stands for the variance."""

import numpy as np


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = np.sqrt(h.var() * (n - b) / (b * (n - 1)))
    return 2 * mean / (mean**2 + variance)
