"""alpha is added to the mean above the fraction bar only; it belongs to the mean wherever that stands."""

import numpy as np


def max_rate(h, b, alpha):
    n = len(h)
    mean = np.mean(h) + alpha
    variance = np.var(h) * (n - b) / (b * (n - 1))
    return 2 * mean / (np.mean(h) ** 2 + variance)
