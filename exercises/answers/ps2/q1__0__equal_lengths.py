"""Every session is taken to have the same number of readings; sessions can differ in length."""

import numpy as np


def session_batches(x, y, session, order, size, last):
    length = len(x) // len(order)
    place = {name: k for k, name in enumerate(np.unique(session))}
    full = len(order) - len(order) % size
    for first in range(0, len(order) if last == "keep" else full, size):
        starts = [length * place[name] for name in order[first : first + size]]
        rows = np.concatenate([np.arange(start, start + length) for start in starts])
        yield x[rows], y[rows]
