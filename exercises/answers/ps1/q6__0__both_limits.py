# says: wrong shape (2,), expected shape ()
import numpy as np


def largest_rate(x, c):
    off = 2 * np.average(x - ANCHOR, weights=c)
    return 2 / np.linalg.eigvalsh([[2 * np.average((x - ANCHOR) ** 2, weights=c), off], [off, 2.0]])
