"""All columns above the target are counted, wherever they are; what matters is where the last one is.

Chapter 5, "What happened: more updates an epoch, a higher floor"
"""

import numpy as np


def settled(losses, work, target):
    result = np.full(len(losses), -1.0)
    for run in range(len(losses)):
        below = losses[run] <= target
        if below[-1]:
            result[run] = work[run, len(below) - np.sum(below)]
    return result
