import numpy as np


def total_losses(x, y, params):
    a = np.vstack([x, np.ones_like(x)])
    r = params @ a - y
    clipped = np.clip(r, -DELTA, DELTA)
    return (clipped * (r - clipped / 2)).mean(axis=2)
