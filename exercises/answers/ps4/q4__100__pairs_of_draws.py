import numpy as np


def max_rate(h, b, alpha):
    n, c = len(h), h + alpha
    own = np.mean(c**2)
    other = (c.sum() ** 2 - np.sum(c**2)) / (n * (n - 1))  # of two different examples
    return 2 * c.mean() / ((own + (b - 1) * other) / b)
