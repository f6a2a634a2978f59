"""A run that is never above the target has no last column above it; it has settled at its first work."""

import numpy as np


def settled(losses, work, target):
    result = np.full(len(losses), -1.0)
    for run in range(len(losses)):
        above = [j for j in range(losses.shape[1]) if losses[run, j] > target]
        if losses[run, -1] <= target:
            result[run] = work[run, above[-1] + 1]
    return result
