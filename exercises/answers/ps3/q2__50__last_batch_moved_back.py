"""The last batch begins too early and uses examples of the one before it again.

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
                i = order[min(first, max(0, len(order) - size)) :][:size]
                slope = np.clip(w * x[i] + b - y[i], -DELTA, DELTA)
                w, b = w - rate * np.mean(slope * x[i]), b - rate * np.mean(slope)
            ends.append((w, b))
        runs.append(ends)
    return np.array(runs)
