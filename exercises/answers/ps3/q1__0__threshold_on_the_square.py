"""The square of the error is compared with DELTA; the condition is on the error itself."""

import numpy as np


def total_losses(x, y, params):
    r = params[..., :1] * x + params[..., 1:] - y
    return np.where(r**2 <= DELTA, r**2 / 2, DELTA * (np.abs(r) - DELTA / 2)).mean(axis=-1)
