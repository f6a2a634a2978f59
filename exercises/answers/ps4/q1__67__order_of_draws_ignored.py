"""Batches that differ only in the order of their draws count once; every sequence of draws is equally likely."""

from itertools import combinations_with_replacement

import numpy as np


def batch_noise(g, sizes, replacement):
    n, full, noise = len(g), g.mean(axis=0), []
    for size in sizes:
        if replacement:
            batches = g[list(combinations_with_replacement(range(n), size))].mean(axis=1)
            noise.append(np.mean(np.sum((batches - full) ** 2, axis=1)))
        else:
            noise.append(g.var(axis=0).sum() * (n - size) / (size * (n - 1)))
    return noise
