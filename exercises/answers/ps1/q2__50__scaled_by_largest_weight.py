"""The weights are divided by the largest of them; a weighted mean divides by their sum."""

import numpy as np


def weighted_loss(x, y, c, w, h):
    return np.mean(c / c.max() * (h + w * (x - ANCHOR) - y) ** 2)
