"""The distances are divided by the length of the first row; the question asks for that row's distance."""

import numpy as np


def distances(history, minimum):
    lengths = np.linalg.norm(history - minimum, axis=1)
    return lengths / np.linalg.norm(history[0])
