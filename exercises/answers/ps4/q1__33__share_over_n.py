"""For different examples the 1/b is missing, and n stands where n - 1 belongs."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = g.var(axis=0).sum()
    return np.array([single / b if replacement else single * (n - b) / n for b in sizes])
