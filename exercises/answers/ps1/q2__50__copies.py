"""The weights are cut to whole numbers: they need not be whole, so copies of the examples cannot stand for them.

The text of question 2
"""

import numpy as np


def weighted_loss(x, y, c, w, h):
    times = c.astype(int)
    return np.mean((h + w * (np.repeat(x, times) - ANCHOR) - np.repeat(y, times)) ** 2)
