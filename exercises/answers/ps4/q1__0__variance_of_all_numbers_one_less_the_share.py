"""The variance is taken over all numbers in g at once; each component has a mean of its own."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    noise = np.zeros(len(sizes))
    for k, b in enumerate(sizes):
        single = g.var()
        noise[k] = single / b if replacement else single / b * (1 - b / n)
    return noise
