"""The weights are not used, and the squares are divided by n − 2; the question asks for a weighted mean."""

import numpy as np


def weighted_loss(x, y, c, w, h):
    r = h + w * (x - ANCHOR) - y
    return np.sum(r**2) / (len(x) - 2)
