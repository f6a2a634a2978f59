"""The gradients are brought to length 1 first; their lengths count too."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = (g / np.linalg.norm(g, axis=1, keepdims=True)).var(axis=0).sum()
    return np.array([single / b if replacement else single * (n - b) / (b * (n - 1)) for b in sizes])
