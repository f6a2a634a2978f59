"""The update of b already uses the new w; both have to use the point before the update."""

import numpy as np


def sgd(x, y, session, orders, start, rate, decay):
    w, b = start
    history = [(w, b)]
    for t, name in enumerate(orders.ravel()):
        u, v = x[session == name], y[session == name]
        w = w + 2 * rate / (1 + decay * t) * np.mean((v - w * u - b) * u)
        b = b + 2 * rate / (1 + decay * t) * np.mean(v - w * u - b)
        history.append((w, b))
    return np.array(history)
