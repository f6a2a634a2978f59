"""This is the limit at one standard deviation above the mean; the mean square averages over all batches."""

import numpy as np


def max_rate(h, b, alpha):
    n = len(h)
    mean = np.mean(h) + alpha
    variance = np.var(h) / b * (n - b) / (n - 1)
    return 2 / (mean + np.sqrt(variance))
