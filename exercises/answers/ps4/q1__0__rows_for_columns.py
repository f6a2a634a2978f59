"""Rows and columns have changed places: every row is an example, so a mean over the examples runs along axis 0 (in
np.cov: rowvar=False).
"""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = np.trace(np.cov(g, bias=True))
    noise = []
    for size in sizes:
        noise.append(single / size if replacement else single * (n - size) / (size * (n - 1)))
    return np.array(noise)
