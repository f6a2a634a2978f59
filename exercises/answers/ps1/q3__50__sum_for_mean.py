"""The gradient is a sum over the examples; the loss is a mean, and so is its gradient.

Chapter 1, "The sum grows with the data, the mean does not"
"""

import numpy as np


def gradient(x, y, c, w, h):
    r = h + w * (x - ANCHOR) - y
    return 2 * np.array([np.sum(c * r * (x - ANCHOR)), np.sum(c * r)])
