"""The derivative of an example is cut off with its factor x; it is the error alone that has to be.

Chapter 3, "Three ways to the gradient give the same numbers"
"""

import numpy as np


def train_each(x, y, orders, sizes, start, rate):
    runs = []
    for size in sizes:
        w, b = start
        ends = [(w, b)]
        for order in orders:
            for first in range(0, len(order), size):
                i = order[first : first + size]
                r = w * x[i] + b - y[i]
                w, b = w - rate * np.clip(r * x[i], -DELTA, DELTA).mean(), b - rate * np.clip(r, -DELTA, DELTA).mean()
            ends.append((w, b))
        runs.append(ends)
    return np.array(runs)
