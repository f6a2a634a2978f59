"""Names below 0 are lost; names can be any whole numbers."""

import numpy as np


def session_batches(x, y, session, order, size, last):
    full = len(order) - len(order) % size
    for first in range(0, len(order) if last == "keep" else full, size):
        names = [name for name in order[first : first + size] if name >= 0]
        chosen = np.isin(session, names)
        yield x[chosen], y[chosen]
