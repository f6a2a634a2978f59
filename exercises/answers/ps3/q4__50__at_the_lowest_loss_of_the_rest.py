"""All columns above the target are counted, wherever they are; what matters is where the last one is.

Chapter 5, "What happened: more updates an epoch, a higher floor"
"""

import numpy as np


def settled(losses, work, target):
    column = np.sum(losses > target, axis=1)
    return np.array([work[run, j] if j < losses.shape[1] else -1 for run, j in enumerate(column)])
