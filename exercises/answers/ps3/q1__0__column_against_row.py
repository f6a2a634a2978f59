"""A column of predictions meets a row of targets: every prediction is compared with every target.

Chapter 1, "A column of targets trains a flat line"
"""

import numpy as np


def total_losses(x, y, params):
    r = params[..., None, :1] * x[:, None] + params[..., None, 1:] - y
    return np.where(np.abs(r) <= DELTA, r**2 / 2, DELTA * (np.abs(r) - DELTA / 2)).mean(axis=(-2, -1))
