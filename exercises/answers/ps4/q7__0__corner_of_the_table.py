"""S_min and the fewest examples are taken from the ends of the table; no size that was tried reaches either.

Chapter 11, "Why the updates lie on a hyperbola"
"""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    fewest, examples = updates.min(), (sizes * updates).min()
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
