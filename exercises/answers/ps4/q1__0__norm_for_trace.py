"""The norm of the covariance stands for its trace: a mean squared distance is the sum of the variances.

Chapter 8, "Signal and noise in one number"
"""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = np.linalg.norm(np.cov(g, rowvar=False, bias=True))
    noise = []
    for size in sizes:
        noise.append(single / size if replacement else single * (n - size) / (size * (n - 1)))
    return np.array(noise)
