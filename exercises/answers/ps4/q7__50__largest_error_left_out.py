"""The count with the largest error is left out; the weights take care of it."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    kept = errors < errors.max() if len(sizes) > 3 else errors > 0
    sizes, updates, errors = sizes[kept], updates[kept], errors[kept]
    rows = np.column_stack([1 / errors, 1 / (errors * sizes)])
    fewest, examples = np.linalg.lstsq(rows, updates / errors)[0]
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
