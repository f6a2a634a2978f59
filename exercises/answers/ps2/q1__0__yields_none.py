# says: returns a NoneType
import numpy as np


def session_batches(x, y, session, order, size, last):
    for first in range(0, len(order), size):
        chosen = np.isin(session, order[first : first + size])
        yield print(x[chosen], y[chosen])
