"""Both derivatives are plain sums: the weights are not used, and no mean is taken."""

import numpy as np


def gradient(x, y, c, w, h):
    r = h + w * (x - ANCHOR) - y
    return 2 * np.array([np.sum(r * (x - ANCHOR)), np.sum(r)])
