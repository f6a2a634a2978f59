import numpy as np


def session_batches(x, y, session, order, size, last):
    where = {name: np.flatnonzero(session == name) for name in order}
    while len(order) >= size or (last == "keep" and len(order)):
        rows = np.concatenate([where[name] for name in order[:size]])
        yield x[rows], y[rows]
        order = order[size:]
