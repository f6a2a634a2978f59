# says: changes an argument in place
import numpy as np


def gradient(x, y, c, w, h):
    x -= ANCHOR
    r = h + w * x - y
    return 2 * np.array([np.average(r * x, weights=c), np.average(r, weights=c)])
