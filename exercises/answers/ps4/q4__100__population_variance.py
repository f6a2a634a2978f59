import numpy as np


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = np.var(h, ddof=1) * (1 / b - 1 / n)
    return 2 * mean / (mean**2 + variance)
