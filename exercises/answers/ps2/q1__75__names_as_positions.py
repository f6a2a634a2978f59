# says: IndexError
import numpy as np


def session_batches(x, y, session, order, size, last):
    edges = np.flatnonzero(np.diff(session)) + 1
    xs, ys = np.split(x, edges), np.split(y, edges)
    full = len(order) - len(order) % size
    for first in range(0, len(order) if last == "keep" else full, size):
        names = order[first : first + size]
        yield np.concatenate([xs[k] for k in names]), np.concatenate([ys[k] for k in names])
