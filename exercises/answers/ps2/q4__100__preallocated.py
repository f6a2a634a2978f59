import numpy as np


def sgd(x, y, session, orders, start, rate, decay):
    a = np.column_stack([x, np.ones_like(x)])
    history = np.zeros((orders.size + 1, 2))
    history[0] = start
    for t in range(orders.size):
        rows = session == orders.flat[t]
        gradient = 2 / rows.sum() * a[rows].T @ (a[rows] @ history[t] - y[rows])
        history[t + 1] = history[t] - rate / (1 + decay * t) * gradient
    return history
