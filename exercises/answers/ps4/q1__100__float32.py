import numpy as np


def batch_noise(g, sizes, replacement):
    g = np.asarray(g, dtype=np.float32)
    n, b = np.float32(len(g)), sizes.astype(np.float32)
    single = ((g - g.mean(axis=0)) ** 2).sum(axis=1).mean()
    return single / b * (1 if replacement else (n - b) / (n - 1))
