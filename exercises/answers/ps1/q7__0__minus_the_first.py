"""The first row's distance is subtracted; the question asks for a fraction of it."""

import numpy as np


def distances(history, minimum):
    lengths = np.linalg.norm(history - minimum, axis=1)
    return lengths - lengths[0] + 1
