"""A run that rises above the target again counts as never settled, though it comes down for good.

Chapter 5, "What happened: more updates an epoch, a higher floor"
"""

import numpy as np


def settled(losses, work, target):
    result = np.full(len(losses), -1.0)
    for run, above in enumerate(losses > target):
        if not above[above.argmin() :].any():
            result[run] = work[run, above.nonzero()[0].max(initial=-1) + 1]
    return result
