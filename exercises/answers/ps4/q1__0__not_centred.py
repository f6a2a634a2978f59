"""The full gradient is not taken off: this is the mean squared length of the gradients, not of their distance from it.

Chapter 8, "Signal and noise in one number"
"""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = np.sum(g**2) / n
    noise = []
    for size in sizes:
        noise.append(single / size if replacement else single * (n - size) / (size * (n - 1)))
    return np.array(noise)
