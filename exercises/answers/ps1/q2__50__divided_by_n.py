"""The weighted squares are divided by the number of examples instead of the sum of the weights."""

import numpy as np


def weighted_loss(x, y, c, w, h):
    return np.mean(c * (h + w * (x - ANCHOR) - y) ** 2)
