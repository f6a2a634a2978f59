# says: yield them, or return a list
import numpy as np


def session_batches(x, y, session, order, size, last):
    batches = {}
    full = len(order) - len(order) % size
    for first in range(0, len(order) if last == "keep" else full, size):
        chosen = np.isin(session, order[first : first + size])
        batches[first] = x[chosen], y[chosen]
    return batches.values()
