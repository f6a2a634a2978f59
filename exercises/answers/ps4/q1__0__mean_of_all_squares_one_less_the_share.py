"""The squares are averaged over the components; a squared distance is their sum."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    noise = np.zeros(len(sizes))
    for k, b in enumerate(sizes):
        single = ((g - g.mean(axis=0)) ** 2).mean()
        noise[k] = single / b if replacement else single / b * (1 - b / n)
    return noise
