"""The noise is divided by the square of the batch size; a mean of b draws has the b-th part of it."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = np.sum((g - g.mean(axis=0)) ** 2) / n
    noise = []
    for size in sizes:
        noise.append(single / size**2 if replacement else single * (n - size) / (size**2 * (n - 1)))
    return np.array(noise)
