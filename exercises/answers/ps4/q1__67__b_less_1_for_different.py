"""For different examples b - 1 stands where b belongs."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = g.var(axis=0).sum()
    return np.array([single / b if replacement else single * (n - b) / (max(b - 1, 1) * (n - 1)) for b in sizes])
