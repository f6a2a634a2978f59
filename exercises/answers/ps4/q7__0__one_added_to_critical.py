"""b_crit is too large by 1; the 1 in the law belongs to S_min."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    rows = np.column_stack([1 / errors, 1 / (errors * sizes)])
    fewest, examples = np.linalg.lstsq(rows, updates / errors)[0]
    critical = examples / fewest + 1
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
