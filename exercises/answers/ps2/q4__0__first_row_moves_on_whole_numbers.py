"""Row 0 moves: the point that is changed in place is that row itself, not a copy of it.

Chapter 3, "A history must be the run"
"""

import numpy as np


def sgd(x, y, session, orders, start, rate, decay):
    theta = start.copy()
    history = [theta]
    for t, name in enumerate(orders.ravel()):
        u, v = x[session == name], y[session == name]
        r = v - theta[0] * u - theta[1]
        theta -= rate / (1 + decay * t) * np.array([-2 * np.mean(r * u), -2 * np.mean(r)])
        history.append(theta.copy())
    return np.array(history)
