# says: something is drawn at random
import numpy as np


def batch_noise(g, sizes, replacement):
    rng = np.random.default_rng(0)
    full = g.mean(axis=0)
    noise = np.zeros(len(sizes))
    for k, size in enumerate(sizes):
        misses = []
        for _ in range(2000):
            batch = rng.choice(len(g), size=size, replace=replacement)
            misses.append(np.sum((g[batch].mean(axis=0) - full) ** 2))
        noise[k] = np.mean(misses)
    return noise
