"""A run that is never above the target has no last column above it; it has settled at its first work."""

import numpy as np


def settled(losses, work, target):
    result = np.full(len(losses), -1.0)
    for run in range(len(losses)):
        last = np.flatnonzero(losses[run] > target).max()
        if last + 1 < losses.shape[1]:
            result[run] = work[run, last + 1]
    return result
