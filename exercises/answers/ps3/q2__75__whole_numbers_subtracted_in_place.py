"""The line takes its type from start: from whole numbers no fraction can be subtracted in place.

Chapter 3, "A history must be the run"
"""

import numpy as np


def train_each(x, y, orders, sizes, start, rate):
    runs = []
    for size in sizes:
        theta = start.copy()
        ends = [theta.copy()]
        for order in orders:
            for first in range(0, len(order), size):
                i = order[first : first + size]
                slope = np.clip(theta[0] * x[i] + theta[1] - y[i], -DELTA, DELTA)
                theta -= rate * np.array([np.mean(slope * x[i]), np.mean(slope)])
            ends.append(theta.copy())
        runs.append(ends)
    return np.array(runs)
