"""The residuals are multiplied by w and h themselves; the chain rule asks for the derivatives of the prediction."""

import numpy as np


def gradient(x, y, c, w, h):
    r = h + w * (x - ANCHOR) - y
    return 2 * np.array([np.average(r * w, weights=c), np.average(r * h, weights=c)])
