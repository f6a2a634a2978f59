"""The product S_min b_noise, the slope in 1 / b, stands for b_noise."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    examples, fewest = np.polyfit(1 / sizes, updates, 1, w=1 / errors**2)
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, examples, best
