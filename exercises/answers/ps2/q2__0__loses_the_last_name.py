"""The last name is missing."""

import numpy as np


def equal_parts(order, size):
    pieces = max(1, len(order) // size)
    edges = np.linspace(0, len(order) - 1, pieces + 1).astype(int)
    for k in range(pieces):
        yield order[edges[k] : edges[k + 1]]
