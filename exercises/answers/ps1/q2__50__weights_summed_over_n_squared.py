"""The sum of the weights divides the plain sum of the squares; each square has to carry its own weight."""

import numpy as np


def weighted_loss(x, y, c, w, h):
    return np.mean((h + w * (x - ANCHOR) - y) ** 2) * len(c) / np.sum(c)
