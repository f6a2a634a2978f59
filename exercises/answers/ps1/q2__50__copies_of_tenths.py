import numpy as np


def weighted_loss(x, y, c, w, h):
    times = np.rint(10 * c).astype(int)
    return np.mean((h + w * (np.repeat(x, times) - ANCHOR) - np.repeat(y, times)) ** 2)
