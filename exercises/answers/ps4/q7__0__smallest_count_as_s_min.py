"""The smallest number of updates is taken for S_min; the law comes down to it only at an endless batch size."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    fewest = updates.min()
    critical = np.average(sizes * (updates / fewest - 1), weights=errors**-2.0)
    return fewest, critical, np.sqrt(critical * c0 / c1)
