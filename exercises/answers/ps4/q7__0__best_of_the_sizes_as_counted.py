"""b* is one of the sizes here; by the law another size takes less time."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    rows = np.column_stack([1 / errors, 1 / (errors * sizes)])
    fewest, examples = np.linalg.lstsq(rows, updates / errors)[0]
    critical = examples / fewest
    best = sizes[np.argmin(updates * (c0 + c1 * sizes))]
    return fewest, critical, best
