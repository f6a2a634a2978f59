"""The squares are added along the wrong axis: over the rows, where it has to be over the two coordinates of a row."""

import numpy as np


def distances(history, minimum):
    lengths = np.linalg.norm(history - minimum, axis=0)
    return lengths / lengths[0]
