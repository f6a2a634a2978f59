"""The factor is n - b + 1 over b n: it is too large, and not 0 for a batch of all n.

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
