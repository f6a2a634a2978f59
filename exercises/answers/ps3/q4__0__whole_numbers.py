"""The result is an array of whole numbers and cuts the work off: milliseconds are fractions."""

import numpy as np


def settled(losses, work, target):
    result = np.full(len(losses), -1)
    for run, above in enumerate(losses > target):
        if not above[-1]:
            result[run] = work[run, above.nonzero()[0].max(initial=-1) + 1]
    return result
