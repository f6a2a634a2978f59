"""The names are sorted before they are cut; the pieces have to keep the order passed in."""

import numpy as np


def equal_parts(order, size):
    return np.array_split(np.sort(order), max(1, len(order) // size))
