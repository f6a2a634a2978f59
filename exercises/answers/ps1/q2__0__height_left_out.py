"""The prediction leaves h out."""

import numpy as np


def weighted_loss(x, y, c, w, h):
    return np.average((w * (x - ANCHOR) - y) ** 2, weights=c)
