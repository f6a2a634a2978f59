"""The noise falls as the root of the batch size; that is how the distance falls, not its square."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = np.sum((g - g.mean(axis=0)) ** 2) / n
    noise = []
    for size in sizes:
        noise.append(single / np.sqrt(size) if replacement else single * (n - size) / (np.sqrt(size) * (n - 1)))
    return np.array(noise)
