import numpy as np


def weighted_loss(x, y, c, w, h):
    used = c > 0
    r = h + w * (x[used] - ANCHOR) - y[used]
    return np.average(r**2, weights=c[used])
