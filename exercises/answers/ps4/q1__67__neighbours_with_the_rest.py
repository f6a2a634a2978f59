"""Only batches of neighbours are looked at; the mean is over all batches of that size."""

import numpy as np


def batch_noise(g, sizes, replacement):
    full, noise = g.mean(axis=0), []
    for size in sizes:
        batches = [g[first : first + size] for first in range(0, len(g), size)]
        noise.append(np.mean([np.sum((batch.mean(axis=0) - full) ** 2) for batch in batches]))
    return [g.var(axis=0).sum() / b for b in sizes] if replacement else noise
