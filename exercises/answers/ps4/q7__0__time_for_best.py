"""The third number is the least time; the size that takes it is asked for."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    rows = np.column_stack([1 / errors, 1 / (errors * sizes)])
    fewest, examples = np.linalg.lstsq(rows, updates / errors)[0]
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    time = fewest * (1 + critical / best) * (c0 + c1 * best)
    return fewest, critical, time
