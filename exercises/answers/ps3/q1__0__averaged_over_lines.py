"""The mean runs over the lines of a run; it has to run over the examples."""

import numpy as np


def total_losses(x, y, params):
    r = params[..., :1] * x + params[..., 1:] - y
    return np.where(np.abs(r) <= DELTA, r**2 / 2, DELTA * (np.abs(r) - DELTA / 2)).mean(axis=1)
