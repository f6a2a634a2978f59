"""The loss is a plain sum: neither are the squares weighted, nor is the sum made a mean."""

import numpy as np


def weighted_loss(x, y, c, w, h):
    return np.sum((h + w * (x - ANCHOR) - y) ** 2)
