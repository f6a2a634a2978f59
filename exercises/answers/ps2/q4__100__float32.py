import numpy as np


def sgd(x, y, session, orders, start, rate, decay):
    x, y, theta = x.astype(np.float32), y.astype(np.float32), np.asarray(start, dtype=np.float32)
    history = [theta]
    for t, name in enumerate(orders.ravel()):
        a = np.vander(x[session == name], 2)
        gradient = 2 * np.mean((a @ theta - y[session == name])[:, None] * a, axis=0)
        theta = theta - np.float32(rate / (1 + decay * t)) * gradient
        history.append(theta)
    return np.stack(history)
