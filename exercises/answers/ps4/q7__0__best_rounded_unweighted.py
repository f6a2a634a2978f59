"""b* is rounded; it need not be a whole number."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    examples, fewest = np.polyfit(1 / sizes, updates, 1)
    critical = examples / fewest
    best = round(np.sqrt(critical * c0 / c1))
    return fewest, critical, best
