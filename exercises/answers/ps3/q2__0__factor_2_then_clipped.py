"""The gradient is twice too large: with ½ r² the slope is r, without the 2 of the squared error.

The text of question 2
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
                slope = np.clip(2 * (w * x[i] + b - y[i]), -DELTA, DELTA)
                w, b = w - rate * np.mean(slope * x[i]), b - rate * np.mean(slope)
            ends.append((w, b))
        runs.append(ends)
    return np.array(runs)
