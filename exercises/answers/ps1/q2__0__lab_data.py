# says: wrong values
import numpy as np


def weighted_loss(positions, targets, weights, w, h):
    return np.average((h + w * (x - ANCHOR) - y) ** 2, weights=c)
