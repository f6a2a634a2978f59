"""The result is an array of whole numbers and cuts the fractions off: zeros_like takes the type of sizes."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n, single, noise = len(g), g.var(axis=0).sum(), np.zeros_like(sizes)
    for k, b in enumerate(sizes):
        noise[k] = single / b if replacement else single * (n - b) / (b * (n - 1))
    return noise
