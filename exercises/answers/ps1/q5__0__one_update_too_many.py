# says: wrong shape (6, 2), expected shape (5, 2)
import numpy as np


def descend(start, rates):
    history = [np.array(start, dtype=float)]
    for rate in [*rates, rates[-1]]:
        history.append(history[-1] - rate * given_gradient(*history[-1]))
    return np.array(history)
