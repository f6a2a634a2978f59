"""Each squared deviation is divided by its error; it has to be divided by the square of the error."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    weights = errors**-0.5
    rows = np.column_stack([np.ones(len(sizes)), 1 / sizes]) * weights[:, None]
    fewest, examples = np.linalg.lstsq(rows, updates * weights)[0]
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
