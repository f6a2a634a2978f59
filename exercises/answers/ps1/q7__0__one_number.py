# says: wrong shape (), expected shape (4,)
import numpy as np


def distances(history, minimum):
    return np.linalg.norm(history - minimum) / np.linalg.norm(history[0] - minimum)
