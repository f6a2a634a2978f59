"""The pieces come in reverse; one behind the other they have to be `order`."""

import numpy as np


def equal_parts(order, size):
    return np.array_split(order, max(1, len(order) // size))[::-1]
