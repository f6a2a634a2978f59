"""Brackets are missing: b * n - 1 stands where b * (n - 1) belongs."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = np.sum((g - g.mean(axis=0)) ** 2) / n
    noise = []
    for size in sizes:
        noise.append(single / size if replacement else single * (n - size) / (size * n - 1))
    return np.array(noise)
