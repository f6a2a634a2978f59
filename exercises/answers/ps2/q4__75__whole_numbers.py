"""The history takes its type from start, so that whole numbers cut the fractions off."""

import numpy as np


def sgd(x, y, session, orders, start, rate, decay):
    history = np.zeros((orders.size + 1, 2), dtype=start.dtype)
    history[0] = start
    for t, name in enumerate(orders.ravel()):
        u, v = x[session == name], y[session == name]
        r = v - history[t][0] * u - history[t][1]
        history[t + 1] = history[t] + 2 * rate / (1 + decay * t) * np.array([np.mean(r * u), np.mean(r)])
    return history
