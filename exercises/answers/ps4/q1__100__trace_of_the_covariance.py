import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = np.trace(np.cov(g, rowvar=False, bias=True).reshape(g.shape[1], -1))
    noise = []
    for size in sizes:
        noise.append(single / size if replacement else single * (n - size) / (size * (n - 1)))
    return np.array(noise)
