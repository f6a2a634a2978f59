import numpy as np


def gradient(x, y, c, w, h):
    a = np.column_stack([x - ANCHOR, np.ones_like(x)])
    return 2 * a.T @ (c * (a @ [w, h] - y)) / c.sum()
