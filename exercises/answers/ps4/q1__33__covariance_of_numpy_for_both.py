"""The n - 1 of np.cov is right for different examples alone; with replacement the mean is over all n."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    noise = np.zeros(len(sizes))
    for k, b in enumerate(sizes):
        single = np.trace(np.atleast_2d(np.cov(g, rowvar=False)))
        noise[k] = single / b if replacement else single / b * (1 - b / n)
    return noise
