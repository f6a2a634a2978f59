"""The squares are added along the wrong axis: over the rows, where it has to be over the two coordinates of a row."""

import numpy as np


def distances(history, minimum):
    return np.linalg.norm(history - minimum, axis=0) / np.linalg.norm(history[0] - minimum)
