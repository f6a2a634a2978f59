"""A size gets a variance for each component; the squared distance is their sum, one number."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    noise = np.zeros(len(sizes))
    for k, b in enumerate(sizes):
        single = np.var(g, axis=0)
        noise[k] = single / b if replacement else single / b * (n - b) / (n - 1)
    return noise
