"""The factor for different examples is upside down: larger batches have less noise."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = g.var(axis=0).sum()
    return np.array([single / b if replacement else single * (n - 1) / (b * (n - b)) if b < n else 0.0 for b in sizes])
