"""The distances are taken from the medians; the full gradient is the mean."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = ((g - np.median(g, axis=0)) ** 2).sum() / n
    return np.array([single / b if replacement else single * (n - b) / (b * (n - 1)) for b in sizes])
