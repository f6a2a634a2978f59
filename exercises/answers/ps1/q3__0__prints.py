# says: prints its result
import numpy as np


def gradient(x, y, c, w, h):
    r = h + w * (x - ANCHOR) - y
    print(2 * np.average(r * (x - ANCHOR), weights=c), 2 * np.average(r, weights=c))
