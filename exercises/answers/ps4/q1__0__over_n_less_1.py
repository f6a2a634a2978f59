"""The squared distances of single examples are divided by n - 1; their mean is over all n."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = g.var(axis=0, ddof=1).sum()
    noise = []
    for size in sizes:
        noise.append(single / size if replacement else single * (n - size) / (size * (n - 1)))
    return np.array(noise)
