"""The deviations are added before they are squared, and add up to 0; square each first."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = np.sum(np.sum(g - g.mean(axis=0), axis=0) ** 2) / n
    noise = []
    for size in sizes:
        noise.append(single / size if replacement else single * (n - size) / (size * (n - 1)))
    return np.array(noise)
