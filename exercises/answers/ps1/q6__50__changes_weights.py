# says: changes an argument in place
import numpy as np


def largest_rate(x, c):
    c /= c.sum()
    rows = np.stack([x - ANCHOR, np.ones(len(x))])
    return 2 / np.linalg.eigvalsh(2 * (c * rows) @ rows.T)[-1]
