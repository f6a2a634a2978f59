"""The loss is a root of the mean of the squares; the question asks for the mean itself."""

import numpy as np


def weighted_loss(x, y, c, w, h):
    return np.sqrt(np.average((h + w * (x - ANCHOR) - y) ** 2, weights=c))
