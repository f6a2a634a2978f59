# says: ValueError: weights have to be positive
import numpy as np


def weighted_loss(x, y, c, w, h):
    if (c <= 0).any():
        raise ValueError("weights have to be positive")
    return np.average((h + w * (x - ANCHOR) - y) ** 2, weights=c)
