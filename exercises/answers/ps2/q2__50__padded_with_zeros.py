"""A name is used as a mark for empty places; names can be any whole numbers."""

import numpy as np


def equal_parts(order, size):
    pieces = max(1, len(order) // size)
    longest = -(-len(order) // pieces)
    for k in range(pieces):
        row = np.zeros(longest, dtype=int)
        part = order[len(order) * k // pieces : len(order) * (k + 1) // pieces]
        row[: len(part)] = part
        yield row[np.nonzero(row)]
