"""A run begins where the one before it ended; each run begins at start, which must not be changed.

Chapter 6, "One figure holds every run"
"""

import numpy as np


def train_each(x, y, orders, sizes, start, rate):
    runs = []
    for size in sizes:
        theta = start
        ends = [theta.copy()]
        for order in orders:
            for first in range(0, len(order), size):
                i = order[first : first + size]
                slope = np.clip(theta[0] * x[i] + theta[1] - y[i], -DELTA, DELTA)
                theta -= rate * np.array([np.mean(slope * x[i]), np.mean(slope)])
            ends.append(theta.copy())
        runs.append(ends)
    return np.array(runs)
