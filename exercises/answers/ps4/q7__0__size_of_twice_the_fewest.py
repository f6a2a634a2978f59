"""b_crit is one of the sizes, that with about twice S_min updates; the fit gives it exactly.

Chapter 11, "Why the updates lie on a hyperbola"
"""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    rows = np.column_stack([1 / errors, 1 / (errors * sizes)])
    fewest = np.linalg.lstsq(rows, updates / errors)[0][0]
    critical = sizes[np.argmin(np.abs(updates - 2 * fewest))]
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
