# says: yields more than 5000 pieces
import numpy as np


def session_batches(x, y, session, order, size, last):
    first = 0
    while first <= len(order):
        chosen = np.isin(session, order[first : first + size])
        yield x[chosen], y[chosen]
