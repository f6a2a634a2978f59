"""A batch size that comes twice gets one run; each place in sizes has a run of its own."""

import numpy as np


def train_each(x, y, orders, sizes, start, rate):
    runs = {}
    for size in sizes.tolist():
        w, b = start
        runs[size] = [(w, b)]
        for order in orders:
            for first in range(0, len(order), size):
                i = order[first : first + size]
                slope = np.clip(w * x[i] + b - y[i], -DELTA, DELTA)
                w, b = w - rate * np.mean(slope * x[i]), b - rate * np.mean(slope)
            runs[size].append((w, b))
    return np.array([*runs.values()])
