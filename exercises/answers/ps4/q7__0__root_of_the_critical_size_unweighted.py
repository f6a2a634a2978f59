"""c0 and c1 do not enter b*; what an update costs matters.

Chapter 11, "Why the updates lie on a hyperbola"
"""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    examples, fewest = np.polyfit(1 / sizes, updates, 1)
    critical = examples / fewest
    best = np.sqrt(critical)
    return fewest, critical, best
