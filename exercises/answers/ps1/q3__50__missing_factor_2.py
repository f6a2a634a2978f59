"""A factor of 2 is missing: look at the derivative of a square again."""

import numpy as np


def gradient(x, y, c, w, h):
    r = h + w * (x - ANCHOR) - y
    return np.array([np.average(r * (x - ANCHOR), weights=c), np.average(r, weights=c)])
