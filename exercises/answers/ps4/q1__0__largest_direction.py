"""Only the direction of the largest variance is counted; the squared distance is the sum over all directions.

Chapter 8, "Signal and noise in one number"
"""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = np.linalg.eigvalsh(np.cov(g, rowvar=False, bias=True).reshape(g.shape[1], -1))[-1]
    noise = []
    for size in sizes:
        noise.append(single / size if replacement else single * (n - size) / (size * (n - 1)))
    return np.array(noise)
