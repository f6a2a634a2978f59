"""A run begins where the one before it ended; each run begins at start, which must not be changed.

Chapter 6, "One figure holds every run"
"""

import numpy as np


def train_each(x, y, orders, sizes, start, rate):
    runs = []
    w, b = start
    for size in sizes:
        ends = [(w, b)]
        for order in orders:
            for first in range(0, len(order), size):
                i = order[first : first + size]
                slope = np.clip(w * x[i] + b - y[i], -DELTA, DELTA)
                w, b = w - rate * np.mean(slope * x[i]), b - rate * np.mean(slope)
            ends.append((w, b))
        runs.append(ends)
    return np.array(runs)
