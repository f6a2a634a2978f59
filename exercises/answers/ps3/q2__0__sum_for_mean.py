"""The gradient is summed over the batch; the loss is a mean, and so is its gradient.

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
                w, b = w - rate * np.sum(slope * x[i]), b - rate * np.sum(slope)
            ends.append((w, b))
        runs.append(ends)
    return np.array(runs)
