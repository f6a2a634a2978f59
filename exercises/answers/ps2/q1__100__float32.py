import numpy as np


def session_batches(x, y, session, order, size, last):
    pairs = np.column_stack([x, y]).astype(np.float32)
    for first in range(0, len(order), size):
        names = set(order[first : first + size].tolist())
        if last == "drop" and len(names) < size:
            return
        chosen = pairs[[name in names for name in session.tolist()]]
        yield chosen[:, 0], chosen[:, 1]
