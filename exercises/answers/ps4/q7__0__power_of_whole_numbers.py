"""An array of whole numbers cannot be raised to the power -1; 1 / sizes can be taken."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    rows = np.column_stack([1 / errors, sizes**-1 / errors])
    fewest, examples = np.linalg.lstsq(rows, updates / errors)[0]
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
