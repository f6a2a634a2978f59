import numpy as np


def distances(history, minimum):
    lengths = np.linalg.norm(history.astype(np.float32) - minimum.astype(np.float32), axis=1)
    return lengths / lengths[0]
