"""The noise is divided by the squared length of the full gradient; the question asks for the noise itself.

Chapter 8, "Signal and noise in one number"
"""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = g.var(axis=0).sum() / np.sum(g.mean(axis=0) ** 2)
    noise = []
    for size in sizes:
        noise.append(single / size if replacement else single * (n - size) / (size * (n - 1)))
    return np.array(noise)
