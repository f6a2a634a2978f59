"""The variance is divided by b, as for draws with replacement; a batch of all examples has none."""

import numpy as np


def max_rate(h, b, alpha):
    n = len(h)
    second = np.mean((h + alpha) ** 2) / b + (1 - 1 / b) * np.mean(h + alpha) ** 2
    return 2 * np.mean(h + alpha) / second
