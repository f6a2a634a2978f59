"""A run that has not settled gets NaN; the question asks for -1."""

import numpy as np


def settled(losses, work, target):
    result = np.full(len(losses), np.nan)
    for run, above in enumerate(losses > target):
        if not above[-1]:
            result[run] = work[run, above.nonzero()[0].max(initial=-1) + 1]
    return result
