"""An error larger than DELTA costs a constant; on its branch the loss goes on growing with the error."""

import numpy as np


def total_losses(x, y, params):
    losses = np.zeros(params.shape[:2])
    for r, j in np.ndindex(losses.shape):
        w, b = params[r, j]
        losses[r, j] = np.mean(np.minimum((w * x + b - y) ** 2 / 2, DELTA))
    return losses
