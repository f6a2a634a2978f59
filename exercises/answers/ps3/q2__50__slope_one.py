"""For large errors the slope is 1 or -1; it must meet the other branch, at DELTA or -DELTA.

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
                slope = np.where(np.abs(slope) <= DELTA, slope, np.sign(slope))
                w, b = w - rate * np.mean(slope * x[i]), b - rate * np.mean(slope)
            ends.append((w, b))
        runs.append(ends)
    return np.array(runs)
