"""b_noise is upside down: it is a number of examples."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    weights = 1 / errors
    rows = np.column_stack([np.ones(len(sizes)), 1 / sizes]) * weights[:, None]
    fewest, examples = np.linalg.lstsq(rows, updates * weights)[0]
    critical = fewest / examples
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
