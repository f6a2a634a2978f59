"""The table takes its type from start, so that whole numbers there cut off all that is recorded.

Chapter 3, "A history must be the run"
"""

import numpy as np


def train_each(x, y, orders, sizes, start, rate):
    runs = np.tile(start, (len(sizes), len(orders) + 1, 1))
    for run, size in enumerate(sizes):
        w, b = start
        for epoch, order in enumerate(orders, 1):
            for first in range(0, len(order), size):
                i = order[first : first + size]
                slope = np.clip(w * x[i] + b - y[i], -DELTA, DELTA)
                w, b = w - rate * np.mean(slope * x[i]), b - rate * np.mean(slope)
            runs[run, epoch] = w, b
    return runs
