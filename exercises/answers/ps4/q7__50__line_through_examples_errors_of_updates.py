"""The examples b S are fitted with the errors of S; their own are b times as large."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    s_min, product = np.polyfit(sizes, sizes * updates, 1, w=1 / errors)
    b_crit = product / s_min
    return s_min, b_crit, np.sqrt(b_crit * c0 / c1)
