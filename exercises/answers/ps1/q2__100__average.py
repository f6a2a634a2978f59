import numpy as np


def weighted_loss(x, y, c, w, h):
    return np.average((y - h - w * (x - ANCHOR)) ** 2, weights=c)
