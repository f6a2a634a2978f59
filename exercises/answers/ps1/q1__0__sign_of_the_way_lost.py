"""The way from the anchor has lost its sign: to the left of the anchor it is negative."""

import numpy as np


def predict(x, w, h):
    return h + w * np.abs(x - ANCHOR)
