"""The squares are averaged over the components; a squared distance is their sum."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = g.var(axis=0).mean()
    noise = []
    for size in sizes:
        noise.append(single / size if replacement else single * (n - size) / (size * (n - 1)))
    return np.array(noise)
