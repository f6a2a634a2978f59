"""A column counts only if all runs are at the target; each run has its own answer."""

import numpy as np


def settled(losses, work, target):
    result = np.full(len(losses), -1.0)
    for run, above in enumerate([(losses > target).any(axis=0)] * len(losses)):
        if not above[-1]:
            result[run] = work[run, above.nonzero()[0].max(initial=-1) + 1]
    return result
