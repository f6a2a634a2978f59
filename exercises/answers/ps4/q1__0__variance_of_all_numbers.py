"""The variance is taken over all numbers in g at once; each component has a mean of its own."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = g.var() * g.shape[1]
    noise = []
    for size in sizes:
        noise.append(single / size if replacement else single * (n - size) / (size * (n - 1)))
    return np.array(noise)
