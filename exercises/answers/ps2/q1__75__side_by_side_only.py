"""A session is taken to begin where the name changes; its readings can stand apart."""

import numpy as np


def session_batches(x, y, session, order, size, last):
    edges = np.flatnonzero(np.diff(session)) + 1
    names = session[np.r_[0, edges]].tolist()
    xs, ys = dict(zip(names, np.split(x, edges))), dict(zip(names, np.split(y, edges)))
    full = len(order) - len(order) % size
    for first in range(0, len(order) if last == "keep" else full, size):
        chosen = order[first : first + size].tolist()
        yield np.concatenate([xs[name] for name in chosen]), np.concatenate([ys[name] for name in chosen])
