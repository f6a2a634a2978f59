"""The counts are weighed with the errors of the examples b S, which are b times as large as theirs."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    examples, fewest = np.polyfit(1 / sizes, updates, 1, w=1 / (sizes * errors))
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
