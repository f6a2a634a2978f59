"""The variance of the lengths is taken; gradients of one length differ too if their directions do.

Chapter 8, "Signal and noise in one number"
"""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    spread = np.linalg.norm(g, axis=1).var()
    noise = np.zeros(len(sizes))
    for k, size in enumerate(sizes):
        noise[k] = spread / size
        if not replacement:
            noise[k] *= (n - size) / (n - 1)
    return noise
