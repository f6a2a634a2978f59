"""`size` is taken for the number of pieces; it is the least length of a piece."""

import numpy as np


def equal_parts(order, size):
    return np.array_split(order, min(size, len(order)))
