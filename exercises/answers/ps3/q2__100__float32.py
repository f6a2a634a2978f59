import numpy as np


def train_each(x, y, orders, sizes, start, rate):
    a = np.stack([x, np.ones(len(x))], axis=1).astype(np.float32)
    y = y.astype(np.float32)
    runs = []
    for size in sizes:
        path = [np.array(start, dtype=np.float32)]
        for order in orders:
            theta = path[-1].copy()
            while len(order):
                batch, order = order[:size], order[size:]
                slopes = np.clip(a[batch] @ theta - y[batch], -1.5, 1.5)[:, None]
                theta -= np.float32(rate) * np.mean(slopes * a[batch], axis=0)
            path.append(theta)
        runs.append(path)
    return np.array(runs)
