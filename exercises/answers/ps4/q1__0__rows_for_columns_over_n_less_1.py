"""Rows and columns have changed places: every row is an example, so a mean over the examples runs along axis 0 (in
np.cov: rowvar=False).
"""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    noise = np.zeros(len(sizes))
    for k, b in enumerate(sizes):
        single = np.trace(np.cov(g))
        noise[k] = single / b if replacement else single / b * (n - b) / (n - 1)
    return noise
