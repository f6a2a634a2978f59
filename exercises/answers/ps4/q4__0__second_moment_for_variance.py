"""The mean square of the h_i stands for their variance; the square of the mean is then counted twice."""

import numpy as np


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = np.mean(h**2) * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance)
