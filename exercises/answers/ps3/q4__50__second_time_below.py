"""Only the first rise above the target is looked at; a run can rise more than once.

Chapter 5, "What happened: more updates an epoch, a higher floor"
"""

import numpy as np


def settled(losses, work, target):
    result = np.full(len(losses), -1.0)
    for run, above in enumerate(losses > target):
        if above[-1]:
            continue
        column = above.argmin()
        if above[column:].any():
            column += above[column:].argmax()
            column += above[column:].argmin()
        result[run] = work[run, column]
    return result
