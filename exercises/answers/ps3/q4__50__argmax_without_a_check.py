"""argmax gives column 0 for a run that never reaches the target, and otherwise the first column at the target.

Chapter 5, "What happened: more updates an epoch, a higher floor"
"""

import numpy as np


def settled(losses, work, target):
    first = np.argmax(losses <= target, axis=1)
    return work[np.arange(len(work)), first]
