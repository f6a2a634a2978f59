"""The errors are multiplied by the counts, as if they were relative; e_i is an error in updates already."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    e = errors * updates
    design = np.column_stack([np.ones(len(sizes)), 1 / sizes])
    s_min, product = np.linalg.lstsq(design / e[:, None], updates / e, rcond=None)[0]
    b_crit = product / s_min
    return s_min, b_crit, np.sqrt(b_crit * c0 / c1)
