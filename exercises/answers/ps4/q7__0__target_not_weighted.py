"""The rows of the fit are divided by the errors, the updates are not; both have to be."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    rows = np.column_stack([np.ones(len(sizes)), 1 / sizes]) / errors[:, None]
    fewest, examples = np.linalg.lstsq(rows, updates)[0]
    return fewest, examples / fewest, np.sqrt(examples / fewest * c0 / c1)
