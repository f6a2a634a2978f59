"""Each batch lacks the last of its sessions."""

import numpy as np


def session_batches(x, y, session, order, size, last):
    full = len(order) - len(order) % size
    for first in range(0, len(order) if last == "keep" else full, size):
        chosen = np.isin(session, order[first : first + size - 1])
        yield x[chosen], y[chosen]
