"""The absolute deviations are averaged; the squared distance is the sum of their squares."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = np.sum(np.abs(g - g.mean(axis=0))) / n
    noise = []
    for size in sizes:
        noise.append(single / size if replacement else single * (n - size) / (size * (n - 1)))
    return np.array(noise)
