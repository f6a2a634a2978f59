"""The result is the work that is left after settling; the question asks for the work before it."""

import numpy as np


def settled(losses, work, target):
    result = np.full(len(losses), -1.0)
    for run, above in enumerate(losses > target):
        if not above[-1]:
            result[run] = work[run, -1] - work[run, above.nonzero()[0].max(initial=-1) + 1]
    return result
