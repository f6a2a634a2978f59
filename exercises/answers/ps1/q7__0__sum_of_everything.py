# says: Without an axis, the whole history is taken as one
import numpy as np


def distances(history, minimum):
    lengths = np.sqrt(np.sum((history - minimum) ** 2))
    return lengths / lengths[0]
