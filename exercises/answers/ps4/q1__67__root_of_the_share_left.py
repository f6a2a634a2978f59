"""The root of (n - b) / (n - 1) is taken; it belongs to the distance, not to its square.

Chapter 5, "Why: a mean of B draws without replacement"
"""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = np.sum((g - g.mean(axis=0)) ** 2) / n
    noise = []
    for size in sizes:
        noise.append(single / size if replacement else single / size * np.sqrt((n - size) / (n - 1)))
    return np.array(noise)
