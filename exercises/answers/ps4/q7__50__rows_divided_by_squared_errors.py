"""The deviations are divided by e squared, and squared then; e has to be squared once, with the deviation."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    w = 1 / errors**2
    design = np.column_stack([np.ones(len(sizes)), 1 / sizes])
    fit = np.linalg.lstsq(design * w[:, np.newaxis], updates * w, rcond=None)[0]
    s_min, product = fit
    b_crit = product / s_min
    return s_min, b_crit, np.sqrt(b_crit * c0 / c1)
