"""b* is the size at which the two parts of an update's time are equal; the number of updates changes with b too."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    weights = 1 / errors
    rows = np.column_stack([np.ones(len(sizes)), 1 / sizes]) * weights[:, None]
    fewest, examples = np.linalg.lstsq(rows, updates * weights)[0]
    critical = examples / fewest
    best = c0 / c1
    return fewest, critical, best
