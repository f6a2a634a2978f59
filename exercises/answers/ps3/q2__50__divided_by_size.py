"""The last batch divides by the full batch size; it holds fewer examples.

Chapter 5, "An incomplete last batch needs a rule"
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
                w, b = w - rate * np.sum(slope * x[i]) / size, b - rate * np.sum(slope) / size
            ends.append((w, b))
        runs.append(ends)
    return np.array(runs)
