"""b* is the best size for costs without c1; each example takes that, too."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    rows = np.column_stack([1 / errors, 1 / (errors * sizes)])
    fewest, examples = np.linalg.lstsq(rows, updates / errors)[0]
    critical = examples / fewest
    best = sizes[np.argmin(updates * c0)]
    return fewest, critical, best
