# says: wrong values
import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = np.median(np.sum((g - g.mean(axis=0)) ** 2, axis=1))
    noise = []
    for size in sizes:
        noise.append(single / size if replacement else single * (n - size) / (size * (n - 1)))
    return np.array(noise)
