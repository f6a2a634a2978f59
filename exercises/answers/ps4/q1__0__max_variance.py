"""Only the component of the largest variance is counted; the squared distance is the sum over all."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = g.var(axis=0).max()
    return np.array([single / b if replacement else single * (n - b) / (b * (n - 1)) for b in sizes])
