import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    examples, fewest = np.polyfit(1 / sizes, updates, 1, w=1 / errors)
    low, high = -30.0, 30.0  # logarithm of the size; the time has one lowest point
    for _ in range(200):
        left, right = low + (high - low) / 3, high - (high - low) / 3
        times = [(fewest + examples / np.exp(s)) * (c0 + c1 * np.exp(s)) for s in (left, right)]
        low, high = (low, right) if times[0] < times[1] else (left, high)
    return fewest, examples / fewest, np.exp(low)
