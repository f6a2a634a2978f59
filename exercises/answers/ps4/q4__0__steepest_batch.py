"""This is the limit of the steepest batch alone; the mean square averages over all batches."""

import numpy as np


def max_rate(h, b, alpha):
    n = len(h)
    mean = np.sort(h)[-b:].mean() + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 / mean
