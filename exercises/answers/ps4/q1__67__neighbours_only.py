"""Only batches of neighbours are looked at; the mean is over all batches of that size."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    full = g.mean(axis=0)
    noise = np.zeros(len(sizes))
    for k, size in enumerate(sizes):
        if replacement:
            noise[k] = np.mean(np.sum((g - full) ** 2, axis=1)) / size
        else:
            misses = []
            for first in range(0, n - size + 1, size):
                batch = g[first : first + size]
                misses.append(np.sum((batch.mean(axis=0) - full) ** 2))
            noise[k] = np.mean(misses)
    return noise
