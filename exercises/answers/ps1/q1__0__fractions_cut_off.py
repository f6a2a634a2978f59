"""The result takes its type from x, so that whole numbers as x cut the fractions off."""

import numpy as np


def predict(x, w, h):
    heights = np.zeros_like(x)
    for i in range(len(x)):
        heights[i] = h + w * (x[i] - ANCHOR)
    return heights
