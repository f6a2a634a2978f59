"""Only batches of neighbours are looked at; the mean is over all batches of that size."""

import numpy as np


def batch_noise(g, sizes, replacement):
    if replacement:
        return g.var(axis=0).sum() / sizes
    full, noise = g.mean(axis=0), []
    for size in sizes:
        windows = [g[first : first + size] for first in range(len(g) - size + 1)]
        noise.append(np.mean([np.sum((window.mean(axis=0) - full) ** 2) for window in windows]))
    return noise
