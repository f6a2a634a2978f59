"""An update uses one reading of its session; it has to use all of them."""

import numpy as np


def sgd(x, y, session, orders, start, rate, decay):
    history = [np.array(start, dtype=float)]
    for t, name in enumerate(orders.ravel()):
        i = np.flatnonzero(session == name)[0]
        r = y[i] - history[-1][0] * x[i] - history[-1][1]
        history.append(history[-1] + 2 * rate / (1 + decay * t) * r * np.array([x[i], 1]))
    return np.array(history)
