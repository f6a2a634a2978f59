"""A name is used as a mark for readings that have been taken; names can be any whole numbers."""

import numpy as np


def session_batches(x, y, session, order, size, last):
    left = session.copy()
    full = len(order) - len(order) % size
    for first in range(0, len(order) if last == "keep" else full, size):
        chosen = np.isin(left, order[first : first + size])
        left[chosen] = -1
        yield x[chosen], y[chosen]
