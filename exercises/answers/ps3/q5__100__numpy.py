import numpy as np


def torch_epoch(x, y, order, size, start, rate):
    w, b = start
    total = 0
    for batch in np.split(order, np.arange(size, len(order), size)):
        r = w * x[batch] + b - y[batch]
        g = np.clip(r, -DELTA, DELTA)
        total += np.sum(g * (r - g / 2))
        w, b = w - rate * np.mean(g * x[batch]), b - rate * np.mean(g)
    return w, b, total / len(order)
