"""The branches do not meet: the constant of the linear one has the wrong sign."""

import numpy as np


def total_losses(x, y, params):
    r = np.abs(params[..., :1] * x + params[..., 1:] - y)
    return np.where(r <= DELTA, r**2 / 2, DELTA * (r + DELTA / 2)).mean(axis=-1)
