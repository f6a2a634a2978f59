"""The comparison is the wrong way round: a run settles at or below the target, not above it."""

import numpy as np


def settled(losses, work, target):
    result = np.full(len(losses), -1.0)
    for run, above in enumerate(losses <= target):
        if not above[-1]:
            result[run] = work[run, above.nonzero()[0].max(initial=-1) + 1]
    return result
