"""b* is rounded; it need not be a whole number."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    design = np.column_stack([1 / errors, 1 / (sizes * errors)])
    s_min, product = np.linalg.lstsq(design, updates / errors, rcond=None)[0]
    b_crit = product / s_min
    b = np.arange(1, 10001)
    time = s_min * (1 + b_crit / b) * (c0 + c1 * b)
    return s_min, b_crit, b[np.argmin(time)]
