"""Brackets are missing: b * n - 1 stands where b * (n - 1) belongs."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = g.shape[0]
    trace = np.sum(np.var(g, axis=0))
    noise = np.zeros(len(sizes))
    for k, size in enumerate(sizes):
        if replacement:
            noise[k] = trace / size
        elif n == size:
            noise[k] = 0
        else:
            noise[k] = trace * (n - size) / (size * n - 1)
    return noise
