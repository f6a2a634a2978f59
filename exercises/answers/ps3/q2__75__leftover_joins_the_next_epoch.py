"""What is left at the end of an epoch joins the first batch of the next one; an epoch ends with its own small batch.

Chapter 5, "An incomplete last batch needs a rule"
"""

import numpy as np


def train_each(x, y, orders, sizes, start, rate):
    runs = []
    for size in sizes:
        w, b = start
        ends = [(w, b)]
        left = orders[0][:0]
        for epoch, order in enumerate(orders, 1):
            left = np.concatenate([left, order])
            while len(left) >= size or (epoch == len(orders) and len(left)):
                i, left = left[:size], left[size:]
                slope = np.clip(w * x[i] + b - y[i], -DELTA, DELTA)
                w, b = w - rate * np.mean(slope * x[i]), b - rate * np.mean(slope)
            ends.append((w, b))
        runs.append(ends)
    return np.array(runs)
