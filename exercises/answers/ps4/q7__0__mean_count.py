"""The mean of the counts stands for S_min, the number that the law tends to as batches grow.

Chapter 11, "Why the updates lie on a hyperbola"
"""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    rows = np.column_stack([1 / errors, 1 / (errors * sizes)])
    fewest, examples = np.linalg.lstsq(rows, updates / errors)[0]
    fewest = updates.mean()
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
