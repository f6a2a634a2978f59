"""An error larger than DELTA costs a constant; on its branch the loss goes on growing with the error."""

import numpy as np


def total_losses(x, y, params):
    losses = np.zeros(params.shape[:2])
    for r, j in np.ndindex(losses.shape):
        w, b = params[r, j]
        off = np.clip(w * x + b - y, -DELTA, DELTA)
        losses[r, j] = np.mean(off**2 / 2)
    return losses
