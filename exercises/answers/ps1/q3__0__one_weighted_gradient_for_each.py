"""There is a gradient for each example; the question asks for one, their weighted mean."""

import numpy as np


def gradient(x, y, c, w, h):
    r = h + w * (x - ANCHOR) - y
    return 2 * np.array([c * r * (x - ANCHOR), c * r])
