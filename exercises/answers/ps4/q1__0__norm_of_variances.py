"""The variances are put together like the sides of a triangle; they add up as they are."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = np.linalg.norm(g.var(axis=0))
    return np.array([single / b if replacement else single * (n - b) / (b * (n - 1)) for b in sizes])
