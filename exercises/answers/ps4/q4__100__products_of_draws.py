import numpy as np


def max_rate(h, b, alpha):
    c = np.asarray(h, dtype=float) + alpha
    n = len(c)
    same = np.sum(c**2) / n
    different = (np.sum(c) ** 2 - np.sum(c**2)) / (n * (n - 1))
    square = same / b + (b - 1) / b * different
    return float(2 * c.mean() / square)
