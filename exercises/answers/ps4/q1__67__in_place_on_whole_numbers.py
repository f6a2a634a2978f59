"""The mean is taken off in place, in a copy of g: an array of whole numbers takes no fractions."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n, apart = len(g), g.copy()
    apart -= g.mean(axis=0)
    single = np.sum(apart**2) / n
    return [single / b if replacement else single * (n - b) / (b * (n - 1)) for b in sizes]
