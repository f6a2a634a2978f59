"""S_min is the smallest count here; no size that was tried comes down to it.

Chapter 11, "Why the updates lie on a hyperbola"
"""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    fewest = updates.min()
    critical = np.average(sizes * (updates / fewest - 1), weights=errors**-2.0)
    return fewest, critical, np.sqrt(critical * c0 / c1)
