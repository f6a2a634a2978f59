"""S_min stands for b_crit in b*; S_min makes all times longer alike."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    rows = np.column_stack([1 / errors, 1 / (errors * sizes)])
    fewest, examples = np.linalg.lstsq(rows, updates / errors)[0]
    critical = examples / fewest
    best = np.sqrt(fewest * c0 / c1)
    return fewest, critical, best
