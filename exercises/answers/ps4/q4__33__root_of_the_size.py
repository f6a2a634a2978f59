"""The variance falls as the root of the batch size; that is how the standard deviation falls.

Chapter 5, "Why: a mean of B draws without replacement"
"""

import numpy as np


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (np.sqrt(b) * (n - 1))
    return 2 * mean / (mean**2 + variance)
