"""The noise is divided by b - 1; it falls as 1/b, and a batch of one example has all of it."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n, b, single = len(g), np.asarray(sizes), g.var(axis=0).sum()
    return single / (b - 1) if replacement else single * (n - b) / ((b - 1) * (n - 1))
