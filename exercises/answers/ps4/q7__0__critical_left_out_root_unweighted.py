"""b* comes from the costs alone; it depends on how far a larger batch saves updates."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    examples, fewest = np.polyfit(1 / sizes, updates, 1)
    critical = examples / fewest
    best = np.sqrt(c0 / c1)
    return fewest, critical, best
