"""b_crit is averaged over the sizes; it has to come from the same fit as S_min."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    rows = np.column_stack([1 / errors, 1 / (errors * sizes)])
    fewest = np.linalg.lstsq(rows, updates / errors)[0][0]
    critical = np.mean(sizes * (updates / fewest - 1))
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
