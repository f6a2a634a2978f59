import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = (g**2).sum() / n - (g.mean(axis=0) ** 2).sum()
    noise = []
    for size in sizes:
        noise.append(single / size if replacement else single * (n - size) / (size * (n - 1)))
    return np.array(noise)
