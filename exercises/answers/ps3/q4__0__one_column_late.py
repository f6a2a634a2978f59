"""The work is taken one column too late."""

import numpy as np


def settled(losses, work, target):
    result = np.full(len(losses), -1.0)
    for run, above in enumerate(losses > target):
        if not above[-1]:
            result[run] = work[run, min(above.nonzero()[0].max(initial=-1) + 2, len(above) - 1)]
    return result
