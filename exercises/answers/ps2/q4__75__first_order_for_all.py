"""Every epoch takes the sessions in the order of the first.

Chapter 4, "A seed belongs before the loop"
"""

import numpy as np


def sgd(x, y, session, orders, start, rate, decay):
    history = [np.array(start, dtype=float)]
    for _ in range(len(orders)):
        for name in orders[0]:
            t = len(history) - 1
            u, v = x[session == name], y[session == name]
            r = v - history[-1][0] * u - history[-1][1]
            history.append(history[-1] + 2 * rate / (1 + decay * t) * np.array([np.mean(r * u), np.mean(r)]))
    return np.array(history)
