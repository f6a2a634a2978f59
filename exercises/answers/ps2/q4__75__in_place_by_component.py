"""The history takes its type from start, so that whole numbers cut the fractions off."""

import numpy as np


def sgd(x, y, session, orders, start, rate, decay):
    theta = start.copy()
    history = [theta.copy()]
    for t, name in enumerate(orders.ravel()):
        u, v = x[session == name], y[session == name]
        r = v - theta[0] * u - theta[1]
        step = 2 * rate / (1 + decay * t)
        theta[0] += step * np.mean(r * u)
        theta[1] += step * np.mean(r)
        history.append(theta.copy())
    return np.array(history)
