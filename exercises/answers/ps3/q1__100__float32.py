import numpy as np


def total_losses(x, y, params):
    w, b = params.astype(np.float32).transpose(2, 0, 1)[..., None]
    r = np.abs(w * x.astype(np.float32) + b - y.astype(np.float32))
    return np.mean(np.minimum(r, 1.5) ** 2 / 2 + 1.5 * np.maximum(r - 1.5, 0), axis=-1)
