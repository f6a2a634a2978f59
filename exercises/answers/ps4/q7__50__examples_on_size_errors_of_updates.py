"""The examples b S are fitted with the errors of S; their own are b times as large."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    fewest, examples = np.polyfit(sizes, sizes * updates, 1, w=1 / errors)
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
