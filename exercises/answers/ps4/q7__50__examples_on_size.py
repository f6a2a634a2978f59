"""Large sizes weigh most, as where the examples b S are fitted all alike; the errors have to weigh the counts."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    fewest, examples = np.polyfit(sizes, sizes * updates, 1)
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
