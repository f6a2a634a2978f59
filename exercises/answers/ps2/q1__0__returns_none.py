# says: returns None
import numpy as np


def session_batches(x, y, session, order, size, last):
    batches = []
    for first in range(0, len(order), size):
        chosen = np.isin(session, order[first : first + size])
        batches.append((x[chosen], y[chosen]))
