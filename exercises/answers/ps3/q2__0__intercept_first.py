"""The slope's update uses the intercept that was just updated; both must come from the same line.

Chapter 3, "An update is one step against the gradient"
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
                b = b - rate * np.mean(slope)
                slope = np.clip(w * x[i] + b - y[i], -DELTA, DELTA)
                w = w - rate * np.mean(slope * x[i])
            ends.append((w, b))
        runs.append(ends)
    return np.array(runs)
