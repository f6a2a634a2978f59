import numpy as np


def train_each(x, y, orders, sizes, start, rate):
    a = np.column_stack([x, np.ones(len(x))])
    result = np.empty((len(sizes), len(orders) + 1, 2))
    for r, size in enumerate(sizes):
        theta = result[r, 0] = start
        for e, order in enumerate(orders, 1):
            for batch in np.split(order, range(size, len(order), size)):
                error = a[batch] @ theta - y[batch]
                error = np.where(np.abs(error) > DELTA, DELTA * np.sign(error), error)
                theta = theta - rate * error @ a[batch] / len(batch)
            result[r, e] = theta
    return result
