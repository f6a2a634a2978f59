import numpy as np


def sgd(x, y, session, orders, start, rate, decay):
    theta, rows = np.array(start, dtype=float), []
    for t, name in enumerate(orders.reshape(-1)):
        rows.append(theta)
        mine = (session == name).astype(float)
        error = np.polyval(theta, x) - y
        gradient = [np.average(2 * error * x, weights=mine), np.average(2 * error, weights=mine)]
        theta = theta - rate / (1 + decay * t) * np.array(gradient)
    return np.array([*rows, theta])
