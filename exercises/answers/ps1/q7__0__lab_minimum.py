"""The distance is measured from the lab's minimum, whatever the argument says."""

import numpy as np


def distances(history, point):
    lengths = np.linalg.norm(history - minimum, axis=1)
    return lengths / lengths[0]
