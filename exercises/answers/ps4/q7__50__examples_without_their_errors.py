"""The examples b S are fitted with the errors of the updates; theirs are b times as large."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    weights = 1 / errors
    rows = np.column_stack([sizes, np.ones(len(sizes))]) * weights[:, None]
    fewest, examples = np.linalg.lstsq(rows, updates * sizes * weights)[0]
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
