"""A run counts as settled when it is first at the target, though its loss rises above it later.

Chapter 5, "What happened: more updates an epoch, a higher floor"
"""

import numpy as np


def settled(losses, work, target):
    result = np.full(len(losses), -1.0)
    for run, above in enumerate(losses > target):
        if not above[-1]:
            result[run] = work[run, np.argmin(above)]
    return result
