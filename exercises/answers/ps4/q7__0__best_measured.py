"""b* is the best among the sizes; it belongs to the law, and need not be one of them."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    weights = 1 / errors
    rows = np.column_stack([np.ones(len(sizes)), 1 / sizes]) * weights[:, None]
    fewest, examples = np.linalg.lstsq(rows, updates * weights)[0]
    critical = examples / fewest
    best = sizes[np.argmin(updates * (c0 + c1 * sizes))]
    return fewest, critical, best
