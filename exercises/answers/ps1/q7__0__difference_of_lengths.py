"""Two lengths are subtracted; the distance is the length of the difference."""

import numpy as np


def distances(history, minimum):
    lengths = np.abs(np.linalg.norm(history, axis=1) - np.linalg.norm(minimum))
    return lengths / lengths[0]
