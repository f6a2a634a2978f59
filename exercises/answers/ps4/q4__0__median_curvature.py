# says: wrong values
import numpy as np


def max_rate(h, b, alpha):
    n = len(h)
    mean = np.median(h) + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance)
