"""The derivative along h multiplies by h; look again at how the prediction changes with h."""

import numpy as np


def gradient(x, y, c, w, h):
    r = h + w * (x - ANCHOR) - y
    return 2 * np.array([np.average(r * (x - ANCHOR), weights=c), np.average(r * h, weights=c)])
