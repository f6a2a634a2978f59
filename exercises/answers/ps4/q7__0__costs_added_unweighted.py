"""The costs are added in b*; c0 is a time, and c1 a time for each example."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    examples, fewest = np.polyfit(1 / sizes, updates, 1)
    critical = examples / fewest
    best = np.sqrt(critical * (c0 + c1))
    return fewest, critical, best
