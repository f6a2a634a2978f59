"""The gradient of the batch is cut off; it is the error of each example that has to be.

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
                slope = w * x[i] + b - y[i]
                gradient = np.clip([np.mean(slope * x[i]), np.mean(slope)], -DELTA, DELTA)
                w, b = np.array([w, b]) - rate * gradient
            ends.append((w, b))
        runs.append(ends)
    return np.array(runs)
