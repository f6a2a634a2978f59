"""The square is still there: its derivative has the residual itself."""

import numpy as np


def gradient(x, y, c, w, h):
    r = h + w * (x - ANCHOR) - y
    return 2 * np.array([np.average(r**2 * (x - ANCHOR), weights=c), np.average(r**2, weights=c)])
