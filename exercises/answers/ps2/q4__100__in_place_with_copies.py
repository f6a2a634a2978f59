import numpy as np


def sgd(x, y, session, orders, start, rate, decay):
    theta = start.astype(float)
    history, t = [theta.copy()], 0
    groups = {name: (x[session == name], y[session == name]) for name in orders.ravel()}
    for epoch in orders:
        for name in epoch:
            u, v = groups[name]
            r = v - theta[0] * u - theta[1]
            theta += 2 * rate / (1 + decay * t) / len(u) * np.array([r @ u, r.sum()])
            t += 1
            history.append(theta.copy())
    return tuple(history)
