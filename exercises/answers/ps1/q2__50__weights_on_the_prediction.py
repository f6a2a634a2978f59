"""The weights multiply the prediction; each of them belongs to a squared residual."""

import numpy as np


def weighted_loss(x, y, c, w, h):
    return np.sum((c * (h + w * (x - ANCHOR)) - y) ** 2) / np.sum(c)
