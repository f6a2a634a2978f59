"""b_crit divides in b*; where it is large, larger batches pay.

Chapter 11, "Why the updates lie on a hyperbola"
"""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    examples, fewest = np.polyfit(1 / sizes, updates, 1)
    critical = examples / fewest
    best = np.sqrt(c0 / (c1 * critical))
    return fewest, critical, best
