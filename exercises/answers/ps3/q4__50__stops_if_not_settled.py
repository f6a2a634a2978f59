"""A run whose last loss is above the target has no column after it; the question asks for -1 in its place."""

import numpy as np


def settled(losses, work, target):
    result = np.full(len(losses), -1.0)
    for run in range(len(losses)):
        above = np.flatnonzero(losses[run] > target)
        result[run] = work[run, above[-1] + 1 if len(above) else 0]
    return result
