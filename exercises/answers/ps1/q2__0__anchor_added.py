"""The way from the anchor has the wrong sign: at x = ANCHOR the line has the height h."""

import numpy as np


def weighted_loss(x, y, c, w, h):
    return np.average((h + w * (x + ANCHOR) - y) ** 2, weights=c)
