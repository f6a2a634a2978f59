"""A column of shape (n, 1) meets a row of shape (n,): every prediction is compared with every target.

Chapter 1, "A column of targets trains a flat line"
"""

import numpy as np


def gradient(x, y, c, w, h):
    r = ((h + w * (x - ANCHOR)).reshape(-1, 1) - y).mean(axis=1)
    return 2 * np.array([np.average(r * (x - ANCHOR), weights=c), np.average(r, weights=c)])
