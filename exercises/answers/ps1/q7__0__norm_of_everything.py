"""Without an axis, the whole history is taken as one: tell NumPy along which axis the two coordinates lie.

The text of question 7
"""

import numpy as np


def distances(history, minimum):
    lengths = np.linalg.norm(history - minimum)
    return lengths / lengths[0]
