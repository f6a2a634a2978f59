"""Every update uses the gradient at the start; it has to be that of the point reached."""

import numpy as np


def sgd(x, y, session, orders, start, rate, decay):
    history = [np.array(start, dtype=float)]
    for t, name in enumerate(orders.ravel()):
        u, v = x[session == name], y[session == name]
        r = v - start[0] * u - start[1]
        history.append(history[-1] + 2 * rate / (1 + decay * t) * np.array([np.mean(r * u), np.mean(r)]))
    return np.array(history)
