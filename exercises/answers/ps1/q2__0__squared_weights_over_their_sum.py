"""The weights count twice over, in the sum and in what it is divided by."""

import numpy as np


def weighted_loss(x, y, c, w, h):
    r = h + w * (x - ANCHOR) - y
    return np.sum(c**2 * r**2) / np.sum(c) ** 2
