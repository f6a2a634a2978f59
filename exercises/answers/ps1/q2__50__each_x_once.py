import numpy as np


def weighted_loss(x, y, c, w, h):
    i = np.unique(x, return_index=True)[1]
    return np.average((h + w * (x[i] - ANCHOR) - y[i]) ** 2, weights=c[i])
