"""This is the limit of the steepest batch alone; the mean square averages over all batches."""

import numpy as np


def max_rate(h, b, alpha):
    largest = np.sort(h)[-b:]
    return 2 / (np.mean(largest) + alpha)
