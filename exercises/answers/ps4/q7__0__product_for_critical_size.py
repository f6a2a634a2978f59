"""The second number is S_min times b_noise; the critical size is that divided by S_min."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    weights = 1 / errors
    rows = np.column_stack([np.ones(len(sizes)), 1 / sizes]) * weights[:, None]
    fewest, examples = np.linalg.lstsq(rows, updates * weights)[0]
    critical = examples
    best = np.sqrt(examples / fewest * c0 / c1)
    return fewest, critical, best
