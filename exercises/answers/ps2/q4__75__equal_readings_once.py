"""Equal readings are kept once; each of them is a reading of its own."""

import numpy as np


def sgd(x, y, session, orders, start, rate, decay):
    history = [np.array(start, dtype=float)]
    for t, name in enumerate(orders.ravel()):
        u, v = np.unique(np.array([x, y])[:, session == name], axis=1)
        r = v - history[-1][0] * u - history[-1][1]
        history.append(history[-1] + 2 * rate / (1 + decay * t) * np.array([np.mean(r * u), np.mean(r)]))
    return np.array(history)
