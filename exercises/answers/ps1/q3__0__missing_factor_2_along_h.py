"""The derivative along h lacks the factor of 2."""

import numpy as np


def gradient(x, y, c, w, h):
    r = h + w * (x - ANCHOR) - y
    return np.array([2 * np.average(r * (x - ANCHOR), weights=c), np.average(r, weights=c)])
