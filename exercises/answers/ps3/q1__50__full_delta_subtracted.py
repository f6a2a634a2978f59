"""The linear branch subtracts all of DELTA where half of it belongs."""

import numpy as np


def total_losses(x, y, params):
    r = params[..., :1] * x + params[..., 1:] - y
    return np.where(np.abs(r) <= DELTA, r**2 / 2, DELTA * (np.abs(r) - DELTA)).mean(axis=-1)
