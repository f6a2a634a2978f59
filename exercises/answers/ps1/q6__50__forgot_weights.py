"""The weights are not used: every example counts the same."""

import numpy as np


def largest_rate(x, c):
    off = 2 * np.mean(x - ANCHOR)
    return 2 / np.linalg.eigvalsh([[2 * np.mean((x - ANCHOR) ** 2), off], [off, 2.0]])[-1]
