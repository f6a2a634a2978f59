"""The examples b S are fitted where the updates belong; S_min and the product have then changed places.

Chapter 11, "Why the updates lie on a hyperbola"
"""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    weights = 1 / errors
    rows = np.column_stack([np.ones(len(sizes)), sizes]) * weights[:, None]
    fewest, examples = np.linalg.lstsq(rows, updates * sizes * weights)[0]
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
