"""The square of alpha is added to the variance; adding one number to all curvatures does not change how they differ."""

import numpy as np


def max_rate(h, b, alpha):
    n = len(h)
    f = (n - b) / (b * (n - 1))
    mean = np.mean(h) + alpha
    variance = f * (np.var(h) + alpha**2)
    return 2 * mean / (mean**2 + variance)
