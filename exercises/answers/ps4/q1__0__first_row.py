"""The distances are taken from the first gradient; take them from the full gradient."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = ((g - g[0]) ** 2).sum() / n
    return np.array([single / b if replacement else single * (n - b) / (b * (n - 1)) for b in sizes])
