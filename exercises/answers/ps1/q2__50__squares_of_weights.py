"""Each example counts by the square of its weight."""

import numpy as np


def weighted_loss(x, y, c, w, h):
    r = h + w * (x - ANCHOR) - y
    return np.average(r**2, weights=c**2)
