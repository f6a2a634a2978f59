"""A run begins where the one before it ended; each run begins at start, which must not be changed.

Chapter 6, "One figure holds every run"
"""

import numpy as np


def train_each(x, y, orders, sizes, start, rate):
    runs = []
    for size in sizes:
        ends = [(start[0], start[1])]
        for order in orders:
            for first in range(0, len(order), size):
                i = order[first : first + size]
                slope = np.clip(start[0] * x[i] + start[1] - y[i], -DELTA, DELTA)
                start[0], start[1] = start[0] - rate * np.mean(slope * x[i]), start[1] - rate * np.mean(slope)
            ends.append((start[0], start[1]))
        runs.append(ends)
    return np.array(runs)
