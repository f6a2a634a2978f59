import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    rows = np.column_stack([1 / errors, 1 / (errors * sizes)])
    fewest, examples = np.linalg.lstsq(rows, updates / errors)[0]
    critical = examples / fewest
    low, high = 0.0, 1e6
    for _ in range(200):
        left, right = low + (high - low) / 3, high - (high - low) / 3
        slower = (1 + critical / left) * (c0 + c1 * left) > (1 + critical / right) * (c0 + c1 * right)
        low, high = (left, high) if slower else (low, right)
    best = low
    return fewest, critical, best
