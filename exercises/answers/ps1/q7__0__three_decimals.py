import numpy as np


def distances(history, minimum):
    lengths = np.linalg.norm(history - minimum, axis=1)
    return np.round(lengths / lengths[0], 3)
