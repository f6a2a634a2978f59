"""The standard deviations are added and then squared; the squared distance is the sum of their squares."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = g.std(axis=0).sum() ** 2
    return np.array([single / b if replacement else single * (n - b) / (b * (n - 1)) for b in sizes])
