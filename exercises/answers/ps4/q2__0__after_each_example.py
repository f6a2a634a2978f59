# says: wrong shape
import numpy as np


def summed_noise(g, order, sizes):
    sums = np.cumsum((g - g.mean(axis=0))[order] / np.repeat(sizes, sizes)[:, None], axis=0)
    return np.append(0.0, np.linalg.norm(sums, axis=1))
