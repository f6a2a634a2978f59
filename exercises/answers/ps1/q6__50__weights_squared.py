"""The weights count twice over: the loss has them once, outside the square."""

import numpy as np


def largest_rate(x, c):
    rows = np.stack([x - ANCHOR, np.ones(len(x))])
    return 2 / np.linalg.eigvalsh(2 * (c * rows) @ (c * rows).T / np.sum(c))[-1]
