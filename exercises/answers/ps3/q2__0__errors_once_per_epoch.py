"""The errors are computed once per epoch; an update needs those of the line as it is by then.

Chapter 3, "An update is one step against the gradient"
"""

import numpy as np


def train_each(x, y, orders, sizes, start, rate):
    runs = []
    for size in sizes:
        w, b = start
        ends = [(w, b)]
        for order in orders:
            slope = np.clip(w * x + b - y, -DELTA, DELTA)
            for first in range(0, len(order), size):
                i = order[first : first + size]
                w, b = w - rate * np.mean(slope[i] * x[i]), b - rate * np.mean(slope[i])
            ends.append((w, b))
        runs.append(ends)
    return np.array(runs)
