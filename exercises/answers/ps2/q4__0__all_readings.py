"""Every update uses all readings; it has to use those of its session."""

import numpy as np


def sgd(x, y, session, orders, start, rate, decay):
    history = [np.array(start, dtype=float)]
    for t in range(orders.size):
        r = y - history[-1][0] * x - history[-1][1]
        history.append(history[-1] + 2 * rate / (1 + decay * t) * np.array([np.mean(r * x), np.mean(r)]))
    return np.array(history)
