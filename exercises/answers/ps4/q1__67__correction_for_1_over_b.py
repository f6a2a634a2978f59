"""For different examples the 1/b is missing: they, too, are averaged.

Chapter 5, "Why: a mean of B draws without replacement"
"""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    trace = g.var(axis=0).sum()
    noise = np.zeros(len(sizes))
    for k, size in enumerate(sizes):
        factor = 1 / size if replacement else (n - size) / (n - 1)
        noise[k] = factor * trace
    return noise
