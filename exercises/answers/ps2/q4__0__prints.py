# says: prints its result
import numpy as np


def sgd(x, y, session, orders, start, rate, decay):
    theta = np.array(start, dtype=float)
    for t, name in enumerate(orders.ravel()):
        u, v = x[session == name], y[session == name]
        r = v - theta[0] * u - theta[1]
        theta = theta + 2 * rate / (1 + decay * t) * np.array([np.mean(r * u), np.mean(r)])
        print(theta)
