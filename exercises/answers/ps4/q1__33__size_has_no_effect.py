"""The batch size has no effect: the mean of more examples misses by less."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = np.sum((g - g.mean(axis=0)) ** 2) / n
    noise = []
    for size in sizes:
        noise.append(single if replacement else single * (n - size) / (n - 1))
    return np.array(noise)
