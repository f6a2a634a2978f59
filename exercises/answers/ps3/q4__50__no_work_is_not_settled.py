"""A run that is at the target from the start has settled after no work; it gets -1."""

import numpy as np


def settled(losses, work, target):
    result = np.full(len(losses), -1.0)
    for run, above in enumerate(losses > target):
        if not above[-1]:
            result[run] = work[run, above.nonzero()[0].max(initial=-1) + 1]
    return np.where(result > 0, result, -1.0)
