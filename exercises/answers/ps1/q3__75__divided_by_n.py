"""The weighted sum is divided by the number of examples instead of the sum of the weights."""

import numpy as np


def gradient(x, y, c, w, h):
    r = h + w * (x - ANCHOR) - y
    return 2 * np.array([np.mean(c * r * (x - ANCHOR)), np.mean(c * r)])
