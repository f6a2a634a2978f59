import numpy as np


def train_each(x, y, orders, sizes, start, rate):
    def loss(theta, i):
        r = np.abs(theta[0] * x[i] + theta[1] - y[i])
        return np.mean(np.minimum(r, DELTA) * (r - np.minimum(r, DELTA) / 2))

    runs = []
    for size in sizes:
        path = [np.array(start, float)]
        for order in orders:
            theta = path[-1]
            for first in range(0, len(order), size):
                i = order[first : first + size]
                steps = 1e-6 * np.eye(2)
                theta = theta - rate * np.array([loss(theta + s, i) - loss(theta - s, i) for s in steps]) / 2e-6
            path.append(theta)
        runs.append(path)
    return np.array(runs)
