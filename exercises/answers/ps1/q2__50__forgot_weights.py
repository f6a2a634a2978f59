"""The weights are not used: every example counts the same."""

import numpy as np


def weighted_loss(x, y, c, w, h):
    return np.mean((h + w * (x - ANCHOR) - y) ** 2)
