# says: wrong shape (2, 5), expected shape (2,)
import numpy as np


def gradient(x, y, c, w, h):
    r = h + w * (x - ANCHOR) - y
    return 2 * np.array([c * r * (x - ANCHOR), c * r]) / np.sum(c)
