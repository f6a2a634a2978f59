import numpy as np


def batch_noise(g, sizes, replacement):
    B = np.asarray(sizes, dtype=float)
    g = np.asarray(g, dtype=float)
    n = g.shape[0]
    trace = np.einsum("ij,ij->", g, g) / n - g.mean(0) @ g.mean(0)
    f = 1 / B
    if not replacement:
        f = n / (n - 1) * (1 / B - 1 / n)
    return f * trace
