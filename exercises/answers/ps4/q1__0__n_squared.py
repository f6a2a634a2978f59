"""The squared distances are divided by n twice; their mean is divided once."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = g.var(axis=0).sum() / n
    return np.array([single / b if replacement else single * (n - b) / (b * (n - 1)) for b in sizes])
