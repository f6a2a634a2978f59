"""The history has one row for each epoch; it needs one for each update."""

import numpy as np


def sgd(x, y, session, orders, start, rate, decay):
    history, theta, t = [np.array(start, dtype=float)], np.array(start, dtype=float), 0
    for order in orders:
        for name in order:
            u, v = x[session == name], y[session == name]
            r = v - theta[0] * u - theta[1]
            theta = theta + 2 * rate / (1 + decay * t) * np.array([np.mean(r * u), np.mean(r)])
            t += 1
        history.append(theta)
    return np.array(history)
