"""b_crit is upside down: it is a number of examples.

Chapter 11, "Why the updates lie on a hyperbola"
"""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    examples, fewest = np.polyfit(1 / sizes, updates, 1)
    critical = fewest / examples
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
