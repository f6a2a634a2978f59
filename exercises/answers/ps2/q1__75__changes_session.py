# says: changes an argument in place
import numpy as np


def session_batches(x, y, session, order, size, last):
    far = np.abs(order).max() + 1
    for position, name in enumerate(order.tolist()):
        session[session == name] = far + position
    full = len(order) - len(order) % size
    for first in range(0, len(order) if last == "keep" else full, size):
        chosen = np.isin(session, far + np.arange(first, first + size))
        yield x[chosen], y[chosen]
