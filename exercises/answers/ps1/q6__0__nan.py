# says: NaN or infinity in the result
import numpy as np


def largest_rate(x, c):
    return 2 / np.sqrt(-np.sum(c * (x - ANCHOR) ** 2))
