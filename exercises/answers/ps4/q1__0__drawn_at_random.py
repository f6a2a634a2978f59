# says: something is drawn at random
import numpy as np


def batch_noise(g, sizes, replacement):
    rng, noise = np.random.default_rng(), []
    for b in sizes:
        means = np.array([g[rng.choice(len(g), size=b, replace=replacement)].mean(axis=0) for _ in range(300)])
        noise.append(np.mean(np.sum((means - g.mean(axis=0)) ** 2, axis=1)))
    return noise
