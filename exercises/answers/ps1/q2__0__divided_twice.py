"""The weighted sum is divided twice, by n and by the sum of the weights."""

import numpy as np


def weighted_loss(x, y, c, w, h):
    return np.mean(c * (h + w * (x - ANCHOR) - y) ** 2) / np.sum(c)
