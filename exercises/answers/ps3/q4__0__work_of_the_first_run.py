"""Every run is measured by the work of the first one."""

import numpy as np


def settled(losses, work, target):
    result = np.full(len(losses), -1.0)
    for run, above in enumerate(losses > target):
        if not above[-1]:
            result[run] = work[0, above.nonzero()[0].max(initial=-1) + 1]
    return result
