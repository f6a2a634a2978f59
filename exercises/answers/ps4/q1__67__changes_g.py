# says: changes an argument in place
import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    g[...] = g - g.mean(axis=0)
    single = np.sum(g**2) / n
    return [single / b if replacement else single * (n - b) / (b * (n - 1)) for b in sizes]
