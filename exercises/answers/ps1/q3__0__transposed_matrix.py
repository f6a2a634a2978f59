"""The matrix has a row for each parameter already; transposed, its rows belong to the examples."""

import numpy as np


def gradient(x, y, c, w, h):
    a = np.array([x - ANCHOR, np.ones(len(x))])
    r = h + w * (x - ANCHOR) - y
    return 2 * a.T @ (c * r) / c.sum()
