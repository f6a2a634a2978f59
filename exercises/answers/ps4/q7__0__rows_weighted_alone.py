"""The law is divided by the errors and the counts are not; both have to be."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    rows = np.column_stack([1 / errors, 1 / (errors * sizes)])
    fewest, examples = np.linalg.lstsq(rows, updates)[0]
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
