"""b* is rounded; it need not be a whole number."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    rows = np.column_stack([1 / errors, 1 / (errors * sizes)])
    fewest, examples = np.linalg.lstsq(rows, updates / errors)[0]
    critical = examples / fewest
    tried = np.arange(1, 1001)
    best = tried[np.argmin((1 + critical / tried) * (c0 + c1 * tried))]
    return fewest, critical, best
