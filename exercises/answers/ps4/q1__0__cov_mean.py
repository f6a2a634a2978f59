"""The entries of the covariance are averaged; the squared distance is its trace, the sum of the variances."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = np.cov(g, rowvar=False, bias=True).mean()
    return np.array([single / b if replacement else single * (n - b) / (b * (n - 1)) for b in sizes])
