"""S_min is the smallest count here; no size that was tried comes down to it.

Chapter 11, "Why the updates lie on a hyperbola"
"""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    fewest = updates.min()
    examples = np.sum((updates - fewest) / sizes / errors**2) / np.sum(1 / (sizes * errors) ** 2)
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
