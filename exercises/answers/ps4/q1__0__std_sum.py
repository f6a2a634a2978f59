"""The standard deviations are added; the squared distance is the sum of the variances."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = g.std(axis=0).sum()
    return np.array([single / b if replacement else single * (n - b) / (b * (n - 1)) for b in sizes])
