"""The gradient points downhill: its sign is reversed."""

import numpy as np


def gradient(x, y, c, w, h):
    r = y - (h + w * (x - ANCHOR))
    return 2 * np.array([np.average(r * (x - ANCHOR), weights=c), np.average(r, weights=c)])
