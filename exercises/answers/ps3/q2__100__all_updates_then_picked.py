import numpy as np


def train_each(x, y, orders, sizes, start, rate):
    def path(size):
        w, b = start
        yield w, b
        for order in orders:
            for k in range(-(-len(order) // size)):
                i = order[k * size : (k + 1) * size]
                r = w * x[i] + b - y[i]
                g = np.where(r > DELTA, DELTA, np.where(r < -DELTA, -DELTA, r))
                w, b = w - rate * (g * x[i]).mean(), b - rate * g.mean()
                yield w, b

    return np.array([list(path(size))[:: -(-len(x) // size)] for size in sizes])
