"""The weights count twice over: the loss has them once, outside the square."""

import numpy as np


def gradient(x, y, c, w, h):
    r = h + w * (x - ANCHOR) - y
    return 2 * np.array([np.sum(c**2 * r * (x - ANCHOR)), np.sum(c**2 * r)]) / np.sum(c)
