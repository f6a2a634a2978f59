"""The factor for different examples is off by one: for a batch of all n it has to be 0.

Chapter 5, "Why: a mean of B draws without replacement"
"""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = np.sum((g - g.mean(axis=0)) ** 2) / n
    noise = []
    for size in sizes:
        noise.append(single / size if replacement else single * (n - size + 1) / (size * n))
    return np.array(noise)
