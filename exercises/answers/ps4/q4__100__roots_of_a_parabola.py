import numpy as np


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return np.roots([mean**2 + variance, -2 * mean, 0]).max()
