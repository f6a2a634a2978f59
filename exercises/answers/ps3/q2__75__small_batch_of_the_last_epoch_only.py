"""The small last batch gets its update in the last epoch alone; it is due in every epoch.

Chapter 5, "An incomplete last batch needs a rule"
"""

import numpy as np


def train_each(x, y, orders, sizes, start, rate):
    runs = []
    for size in sizes:
        w, b = start
        ends = [(w, b)]
        for epoch, order in enumerate(orders, 1):
            full = len(order) // size * size
            for first in range(0, len(order) if epoch == len(orders) else full, size):
                i = order[first : first + size]
                slope = np.clip(w * x[i] + b - y[i], -DELTA, DELTA)
                w, b = w - rate * np.mean(slope * x[i]), b - rate * np.mean(slope)
            ends.append((w, b))
        runs.append(ends)
    return np.array(runs)
