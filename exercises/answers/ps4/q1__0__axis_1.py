"""The mean is taken over the components of each gradient (axis 1); the full gradient is the mean over the examples."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = np.sum((g - g.mean(axis=1, keepdims=True)) ** 2) / n
    noise = []
    for size in sizes:
        noise.append(single / size if replacement else single * (n - size) / (size * (n - 1)))
    return np.array(noise)
