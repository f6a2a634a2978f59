"""The updates are fitted by a straight line in b; the law is a straight line in 1/b."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    weights = 1 / errors
    rows = np.column_stack([np.ones(len(sizes)), sizes]) * weights[:, None]
    fewest, examples = np.linalg.lstsq(rows, updates * weights)[0]
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
