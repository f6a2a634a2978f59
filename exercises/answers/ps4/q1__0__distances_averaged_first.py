"""The distances are averaged first and squared afterwards; square each of them, then average."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = np.linalg.norm(g - g.mean(axis=0), axis=1).mean() ** 2
    noise = []
    for size in sizes:
        noise.append(single / size if replacement else single * (n - size) / (size * (n - 1)))
    return np.array(noise)
