# says: returns None
import numpy as np


def largest_rate(x, c):
    rows = np.stack([x - ANCHOR, np.ones(len(x))])
    limit = 2 / np.linalg.eigvalsh(2 * (c * rows) @ rows.T / np.sum(c))[-1]
