"""A run that rises above the target again counts as never settled, though it comes down for good.

Chapter 5, "What happened: more updates an epoch, a higher floor"
"""

import numpy as np


def settled(losses, work, target):
    result = np.full(len(losses), -1.0)
    for run in range(len(losses)):
        if np.all(np.diff(losses[run]) <= 0) and losses[run, -1] <= target:
            result[run] = work[run, np.argmax(losses[run] <= target)]
    return result
