# says: each piece has to be a pair of x and y, two arrays of one length; one has the shape (5, 2)
import numpy as np


def session_batches(x, y, session, order, size, last):
    full = len(order) - len(order) % size
    for first in range(0, len(order) if last == "keep" else full, size):
        chosen = np.isin(session, order[first : first + size])
        yield np.column_stack([x[chosen], y[chosen]])
