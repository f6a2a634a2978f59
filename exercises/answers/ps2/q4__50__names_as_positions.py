# says: IndexError
import numpy as np


def sgd(x, y, session, orders, start, rate, decay):
    history = [np.array(start, dtype=float)]
    for t, k in enumerate(orders.ravel()):
        r = y[k] - history[-1][0] * x[k] - history[-1][1]
        history.append(history[-1] + 2 * rate / (1 + decay * t) * r * np.array([x[k], 1]))
    return np.array(history)
