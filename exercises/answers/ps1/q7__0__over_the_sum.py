"""The distances are divided by their sum; the question asks for the first row's."""

import numpy as np


def distances(history, minimum):
    lengths = np.linalg.norm(history - minimum, axis=1)
    return lengths / lengths.sum()
