"""Slope and intercept have changed places."""

import numpy as np


def sgd(x, y, session, orders, start, rate, decay):
    b, w = start
    history = [(b, w)]
    for t, name in enumerate(orders.ravel()):
        u, v = x[session == name], y[session == name]
        r = v - w * u - b
        w, b = (
            w + 2 * rate / (1 + decay * t) * np.mean(r * u),
            b + 2 * rate / (1 + decay * t) * np.mean(r),
        )
        history.append((b, w))
    return np.array(history)
