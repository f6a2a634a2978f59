"""A factor of 2 is missing: look at the derivative of a square again.

Chapter 4, "The gradient of one example is right on average"
"""

import numpy as np


def sgd(x, y, session, orders, start, rate, decay):
    history = [np.array(start, dtype=float)]
    for t, name in enumerate(orders.ravel()):
        u, v = x[session == name], y[session == name]
        r = v - history[-1][0] * u - history[-1][1]
        history.append(history[-1] + rate / (1 + decay * t) * np.array([np.mean(r * u), np.mean(r)]))
    return np.array(history)
