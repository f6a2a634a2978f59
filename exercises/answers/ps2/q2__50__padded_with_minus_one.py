"""A name is used as a mark for empty places; names can be any whole numbers."""

import numpy as np


def equal_parts(order, size):
    pieces = max(1, len(order) // size)
    length, longer = divmod(len(order), pieces)
    table = np.full((pieces, length + (longer > 0)), -1)
    inside = np.arange(table.shape[1]) < length + (np.arange(pieces) < longer)[:, np.newaxis]
    table[inside] = order
    for row in table:
        yield row[row != -1]
