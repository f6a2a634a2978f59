"""The prediction leaves h out."""

import numpy as np


def gradient(x, y, c, w, h):
    r = w * (x - ANCHOR) - y
    return 2 * np.array([np.average(r * (x - ANCHOR), weights=c), np.average(r, weights=c)])
