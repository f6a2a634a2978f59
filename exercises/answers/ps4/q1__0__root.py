"""The root is taken: the question asks for the mean of the squared distance."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n, single = len(g), g.var(axis=0).sum()
    return [np.sqrt(single / b if replacement else single * (n - b) / (b * (n - 1))) for b in sizes]
