"""The runs come from the smallest batch size to the largest; they belong in the order of sizes."""

import numpy as np


def train_each(x, y, orders, sizes, start, rate):
    runs = []
    for size in sorted(sizes):
        w, b = start
        ends = [(w, b)]
        for order in orders:
            for first in range(0, len(order), size):
                i = order[first : first + size]
                slope = np.clip(w * x[i] + b - y[i], -DELTA, DELTA)
                w, b = w - rate * np.mean(slope * x[i]), b - rate * np.mean(slope)
            ends.append((w, b))
        runs.append(ends)
    return np.array(runs)
