# says: changes an argument in place
import numpy as np


def sgd(x, y, session, orders, start, rate, decay):
    history = [start.copy()]
    for t, name in enumerate(orders.ravel()):
        u, v = x[session == name], y[session == name]
        r = v - start[0] * u - start[1]
        start += 2 * rate / (1 + decay * t) * np.array([np.mean(r * u), np.mean(r)])
        history.append(start.copy())
    return np.array(history)
