"""Only the counts with the smallest error count, and the rest alike."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    examples, fewest = np.polyfit(1 / sizes, updates, 1, w=np.where(errors <= np.median(errors), 1.0, 0.5))
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
