import numpy as np


def sgd(x, y, session, orders, start, rate, decay):
    history = [np.array(start, dtype=float)]
    for t, name in enumerate(np.concatenate(orders)):
        u, v = x[session == name], y[session == name]
        curvature = 2 * np.array([[np.mean(u * u), np.mean(u)], [np.mean(u), 1.0]])
        pull = 2 * np.array([np.mean(u * v), np.mean(v)])
        history.append(history[-1] - rate / (1 + decay * t) * (curvature @ history[-1] - pull))
    return np.array(history)
