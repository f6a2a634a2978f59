"""The prediction leaves the anchor out, the derivative does not: h is the height at ANCHOR, not at zero."""

import numpy as np


def gradient(x, y, c, w, h):
    r = h + w * x - y
    return 2 * np.array([np.average(r * (x - ANCHOR), weights=c), np.average(r, weights=c)])
