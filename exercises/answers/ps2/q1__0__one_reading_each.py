"""A batch holds one reading of each of its sessions; it has to hold them all."""

import numpy as np


def session_batches(x, y, session, order, size, last):
    full = len(order) - len(order) % size
    for first in range(0, len(order) if last == "keep" else full, size):
        rows = [np.flatnonzero(session == name)[0] for name in order[first : first + size]]
        yield x[rows], y[rows]
