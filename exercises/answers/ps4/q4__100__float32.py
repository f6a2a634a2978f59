import numpy as np


def max_rate(h, b, alpha):
    n = len(h)
    h = h.astype(np.float32)
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance)
