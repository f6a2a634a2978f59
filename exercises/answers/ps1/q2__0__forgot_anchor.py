"""The prediction leaves the anchor out: h is the height at ANCHOR, not at zero."""

import numpy as np


def weighted_loss(x, y, c, w, h):
    return np.average((h + w * x - y) ** 2, weights=c)
