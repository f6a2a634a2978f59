import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    fewest, examples = np.polyfit(sizes, sizes * updates, 1, w=1 / (sizes * errors))
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
