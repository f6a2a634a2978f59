"""The gradient of a batch is divided by the number of all examples instead of those in the batch.

Chapter 5, "Mean, sum and division by n differ by a learning rate"
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
                slope = np.clip(w * x[i] + b - y[i], -DELTA, DELTA)
                w, b = w - rate * np.sum(slope * x[i]) / len(x), b - rate * np.sum(slope) / len(x)
            ends.append((w, b))
        runs.append(ends)
    return np.array(runs)
