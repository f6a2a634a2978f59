# says: IndexError
import numpy as np


def session_batches(x, y, session, order, size, last):
    batch = np.zeros(session.max() + 1, dtype=int)
    batch[order] = np.arange(len(order)) // size
    number = len(order) // size if last == "drop" else -(-len(order) // size)
    for k in range(number):
        yield x[batch[session] == k], y[batch[session] == k]
