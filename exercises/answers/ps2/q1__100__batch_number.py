import numpy as np


def session_batches(x, y, session, order, size, last):
    place = {int(name): position for position, name in enumerate(order)}
    number = np.array([place[int(name)] // size for name in session])
    complete = len(order) // size
    total = complete if last == "drop" else -(-len(order) // size)
    return [np.array([x[number == k], y[number == k]]) for k in range(total)]
