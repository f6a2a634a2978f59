"""Each deviation is divided by the square of its error before it is squared; divide it by the error."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    weights = 1 / errors**2.0
    rows = np.column_stack([np.ones(len(sizes)), 1 / sizes]) * weights[:, None]
    fewest, examples = np.linalg.lstsq(rows, updates * weights)[0]
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
