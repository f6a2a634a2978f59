"""Without an axis, np.linalg.norm takes the whole history as one: tell it along which axis the two coordinates lie."""

import numpy as np


def distances(history, minimum):
    lengths = np.linalg.norm(history - minimum)
    return lengths / lengths[0]
