"""A dictionary keeps one y for each x; several readings can have the same x."""

import numpy as np


def session_batches(x, y, session, order, size, last):
    full = len(order) - len(order) % size
    for first in range(0, len(order) if last == "keep" else full, size):
        chosen = np.isin(session, order[first : first + size])
        batch = dict(zip(x[chosen], y[chosen]))
        yield list(batch), list(batch.values())
