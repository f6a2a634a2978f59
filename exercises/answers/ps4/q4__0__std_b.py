"""This is the limit at one standard deviation above the mean; the mean square averages over all batches."""

import numpy as np


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + h.std() / np.sqrt(b) + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 / mean
