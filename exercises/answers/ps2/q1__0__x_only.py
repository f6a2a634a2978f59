"""The batches hold x alone; a batch is a pair of x and y."""

import numpy as np


def session_batches(x, y, session, order, size, last):
    full = len(order) - len(order) % size
    for first in range(0, len(order) if last == "keep" else full, size):
        yield x[np.isin(session, order[first : first + size])]
