"""Slope and height have changed places in the prediction."""

import numpy as np


def gradient(x, y, c, w, h):
    r = w + h * (x - ANCHOR) - y
    return 2 * np.array([np.average(r * (x - ANCHOR), weights=c), np.average(r, weights=c)])
