"""The gradient is a sum over the readings of the session; it has to be their mean.

Chapter 5, "Mean, sum and division by n differ by a learning rate"
"""

import numpy as np


def sgd(x, y, session, orders, start, rate, decay):
    history = [np.array(start, dtype=float)]
    for t, name in enumerate(orders.ravel()):
        u, v = x[session == name], y[session == name]
        r = v - history[-1][0] * u - history[-1][1]
        history.append(history[-1] + 2 * rate / (1 + decay * t) * np.array([np.sum(r * u), np.sum(r)]))
    return np.array(history)
