"""After the first small batch all batches are as small: the batch size itself is overwritten.

Chapter 5, "An incomplete last batch needs a rule"
"""

import numpy as np


def train_each(x, y, orders, sizes, start, rate):
    runs = []
    for size in sizes:
        w, b = start
        ends = [(w, b)]
        for order in orders:
            first = 0
            while first < len(order):
                size = min(size, len(order) - first)
                i = order[first : first + size]
                slope = np.clip(w * x[i] + b - y[i], -DELTA, DELTA)
                w, b = w - rate * np.mean(slope * x[i]), b - rate * np.mean(slope)
                first += size
            ends.append((w, b))
        runs.append(ends)
    return np.array(runs)
