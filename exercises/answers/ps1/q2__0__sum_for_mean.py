"""The loss is a sum over the examples; the question asks for their mean.

Chapter 1, "The sum grows with the data, the mean does not"
"""

import numpy as np


def weighted_loss(x, y, c, w, h):
    return np.sum(c * (h + w * (x - ANCHOR) - y) ** 2)
