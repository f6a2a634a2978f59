"""A run that rises above the target again counts as never settled, though it comes down for good.

Chapter 5, "What happened: more updates an epoch, a higher floor"
"""

import numpy as np


def settled(losses, work, target):
    result = np.full(len(losses), -1.0)
    for run in range(len(losses)):
        for loss, amount in zip(losses[run], work[run]):
            if loss <= target and result[run] == -1:
                result[run] = amount
            elif loss > target and result[run] != -1:
                result[run] = -1
                break
    return result
