import numpy as np


def gradient(x, y, c, w, h):
    d, y, c = (np.asarray(values, dtype=np.float32) for values in (x - ANCHOR, y, c))
    r = h + w * d - y
    return np.array([2 * (c * r * d).sum() / c.sum(), 2 * (c * r).sum() / c.sum()], dtype=np.float32)
