"""The derivative along w multiplies two means; it is the mean of the products."""

import numpy as np


def gradient(x, y, c, w, h):
    r = h + w * (x - ANCHOR) - y
    along_h = 2 * np.average(r, weights=c)
    return np.array([along_h * np.mean(x - ANCHOR), along_h])
