"""The errors are averaged first, and positive and negative ones cancel; the loss comes before the mean."""

import numpy as np


def total_losses(x, y, params):
    r = params[..., :1] * x + params[..., 1:] - y
    r = r.mean(axis=-1)
    return np.where(np.abs(r) <= DELTA, r**2 / 2, DELTA * (np.abs(r) - DELTA / 2))
