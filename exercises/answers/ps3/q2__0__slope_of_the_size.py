"""The slope has lost the sign of the error: where the error is negative, so is the slope, on both branches.

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
                slope = np.minimum(np.abs(w * x[i] + b - y[i]), DELTA)
                w, b = w - rate * np.mean(slope * x[i]), b - rate * np.mean(slope)
            ends.append((w, b))
        runs.append(ends)
    return np.array(runs)
