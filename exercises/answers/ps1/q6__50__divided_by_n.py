"""The weighted sums are divided by the number of examples instead of the sum of the weights."""

import numpy as np


def largest_rate(x, c):
    rows = np.stack([x - ANCHOR, np.ones(len(x))])
    return 2 / np.linalg.eigvalsh(2 * (c * rows) @ rows.T / len(x))[-1]
