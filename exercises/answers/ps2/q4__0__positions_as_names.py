"""The sessions are taken in the order of their names; they have to be taken in the order passed in."""

import numpy as np


def sgd(x, y, session, orders, start, rate, decay):
    history, t = [np.array(start, dtype=float)], 0
    for order in orders:
        for k in range(len(order)):
            u, v = x[session == k], y[session == k]
            r = v - history[-1][0] * u - history[-1][1]
            history.append(history[-1] + 2 * rate / (1 + decay * t) * np.array([np.mean(r * u), np.mean(r)]))
            t += 1
    return np.array(history)
