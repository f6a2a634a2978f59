"""The result is all the work of a run; the question asks for the work after which it had settled."""

import numpy as np


def settled(losses, work, target):
    result = np.full(len(losses), -1.0)
    for run, above in enumerate(losses > target):
        if not above[-1]:
            result[run] = work[run, -1]
    return result
