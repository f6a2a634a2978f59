"""The chain rule is cut short: the derivative along w lacks the derivative of the prediction."""

import numpy as np


def gradient(x, y, c, w, h):
    r = h + w * (x - ANCHOR) - y
    return 2 * np.array([np.average(r, weights=c), np.average(r, weights=c)])
