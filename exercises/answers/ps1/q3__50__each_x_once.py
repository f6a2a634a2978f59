import numpy as np


def gradient(x, y, c, w, h):
    i = np.unique(x, return_index=True)[1]
    x, y, c = x[i], y[i], c[i]
    r = h + w * (x - ANCHOR) - y
    return 2 * np.array([np.average(r * (x - ANCHOR), weights=c), np.average(r, weights=c)])
