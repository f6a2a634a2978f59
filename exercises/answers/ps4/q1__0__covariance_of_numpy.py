"""The squared distances of single examples are divided by n - 1; their mean is over all n."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    trace = np.trace(np.atleast_2d(np.cov(g, rowvar=False)))
    noise = np.zeros(len(sizes))
    for k, size in enumerate(sizes):
        if replacement:
            noise[k] = trace / size
        else:
            noise[k] = trace * (n - size) / (size * (n - 1))
    return noise
