"""The derivative along w does not use the weights."""

import numpy as np


def gradient(x, y, c, w, h):
    r = h + w * (x - ANCHOR) - y
    return 2 * np.array([np.mean(r * (x - ANCHOR)), np.average(r, weights=c)])
