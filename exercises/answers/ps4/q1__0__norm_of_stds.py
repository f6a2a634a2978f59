"""The root is taken: the question asks for the mean of the squared distance."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = np.linalg.norm(g.std(axis=0))
    return np.array([single / b if replacement else single * (n - b) / (b * (n - 1)) for b in sizes])
