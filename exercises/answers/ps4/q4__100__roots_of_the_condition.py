import numpy as np


def max_rate(h, b, alpha):
    n = np.size(h)
    mean = np.sum(h) / n + alpha
    variance = (1 / b - 1 / n) * n / (n - 1) * np.var(h)
    return np.max(np.roots([mean**2 + variance, -2 * mean, 0]).real)
