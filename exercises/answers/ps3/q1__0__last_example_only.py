"""This is the loss of the last example alone; the total loss takes all of them.

Chapter 4, "A sum of batch losses is not the loss"
"""

import numpy as np


def total_losses(x, y, params):
    r = params[..., :1] * x + params[..., 1:] - y
    return np.where(np.abs(r) <= DELTA, r**2 / 2, DELTA * (np.abs(r) - DELTA / 2))[..., -1]
