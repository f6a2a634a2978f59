"""The variance of the lengths is taken; gradients of one length differ too if their directions do.

Chapter 8, "Signal and noise in one number"
"""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = np.linalg.norm(g, axis=1).var()
    noise = []
    for size in sizes:
        noise.append(single / size if replacement else single * (n - size) / (size * (n - 1)))
    return np.array(noise)
