"""Slope and height have changed places."""

import numpy as np


def weighted_loss(x, y, c, w, h):
    return np.average((w + h * (x - ANCHOR) - y) ** 2, weights=c)
