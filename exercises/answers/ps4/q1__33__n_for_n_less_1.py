"""n stands where n - 1 belongs: a batch of one example has the factor 1, whichever way it is drawn.

Chapter 5, "Why: a mean of B draws without replacement"
"""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = np.sum((g - g.mean(axis=0)) ** 2) / n
    noise = []
    for size in sizes:
        noise.append(single / size if replacement else single * (n - size) / (size * n))
    return np.array(noise)
