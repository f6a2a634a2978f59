import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = g.var(axis=0, ddof=1).sum() * (n - 1) / n
    noise = []
    for size in sizes:
        noise.append(single / size if replacement else g.var(axis=0, ddof=1).sum() * (1 / size - 1 / n))
    return np.array(noise)
