"""The root is taken: the question asks for the mean of the squared distance."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    sigma = np.mean(np.sum((g - g.mean(axis=0)) ** 2, axis=1))
    noise = np.zeros(len(sizes))
    for k, size in enumerate(sizes):
        variance = sigma / size
        if not replacement:
            variance *= (n - size) / (n - 1)
        noise[k] = np.sqrt(variance)
    return noise
