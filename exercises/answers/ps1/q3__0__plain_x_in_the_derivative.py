"""The derivative along w multiplies by x; look again at what w is multiplied by in the prediction."""

import numpy as np


def gradient(x, y, c, w, h):
    r = h + w * (x - ANCHOR) - y
    return 2 * np.array([np.average(r * x, weights=c), np.average(r, weights=c)])
