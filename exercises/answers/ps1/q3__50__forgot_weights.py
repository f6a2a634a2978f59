"""The weights are not used: every example counts the same."""

import numpy as np


def gradient(x, y, c, w, h):
    r = h + w * (x - ANCHOR) - y
    return 2 * np.array([np.mean(r * (x - ANCHOR)), np.mean(r)])
