import numpy as np


def weighted_loss(x, y, c, w, h):
    return np.average((h + w * (x - ANCHOR) - y) ** 2, weights=c / c[0])
