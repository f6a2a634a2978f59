# says: IndexError
import numpy as np


def sgd(x, y, session, orders, start, rate, decay):
    place = np.zeros(session.max() + 1, dtype=int)
    place[orders[0]] = np.arange(orders.shape[1])
    history = [np.array(start, dtype=float)]
    for t, name in enumerate(orders.ravel()):
        mine = place[session] == place[name]
        u, v = x[mine], y[mine]
        r = v - history[-1][0] * u - history[-1][1]
        history.append(history[-1] + 2 * rate / (1 + decay * t) * np.array([np.mean(r * u), np.mean(r)]))
    return np.array(history)
