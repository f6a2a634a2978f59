# says: returns None
import numpy as np


def gradient(x, y, c, w, h):
    r = h + w * (x - ANCHOR) - y
    g = 2 * np.array([np.average(r * (x - ANCHOR), weights=c), np.average(r, weights=c)])
