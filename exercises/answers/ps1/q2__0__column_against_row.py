"""A column of shape (n, 1) meets a row of shape (n,): every prediction is compared with every target.

Chapter 1, "A column of targets trains a flat line"
"""

import numpy as np


def weighted_loss(x, y, c, w, h):
    prediction = (h + w * (x - ANCHOR)).reshape(-1, 1)
    return np.average(((prediction - y) ** 2).mean(axis=1), weights=c)
