# says: the function returns None
import numpy as np


def batch_noise(g, sizes, replacement):
    noise = np.zeros(len(sizes))
    for k, b in enumerate(sizes):
        noise[k] = g.var(axis=0).sum() / b
