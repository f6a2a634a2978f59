"""The deviations are divided by e squared, and squared then; e has to be squared once, with the deviation."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    rows = np.column_stack([1 / errors**2, 1 / (errors**2 * sizes)])
    fewest, examples = np.linalg.lstsq(rows, updates / errors**2)[0]
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
