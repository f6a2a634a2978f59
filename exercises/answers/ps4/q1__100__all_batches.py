from itertools import combinations, product

import numpy as np


def batch_noise(g, sizes, replacement):
    full, noise = g.mean(axis=0), []
    for size in sizes:
        drawn = product(range(len(g)), repeat=size) if replacement else combinations(range(len(g)), size)
        means = g[np.array(list(drawn))].mean(axis=1)
        noise.append(np.mean(np.sum((means - full) ** 2, axis=1)))
    return noise
