"""The way from the anchor has the wrong sign: at x = ANCHOR the line has the height h."""

import numpy as np


def gradient(x, y, c, w, h):
    r = h + w * (x + ANCHOR) - y
    return 2 * np.array([np.average(r * (x + ANCHOR), weights=c), np.average(r, weights=c)])
