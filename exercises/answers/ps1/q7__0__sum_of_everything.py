"""Without an axis, the whole history is taken as one: tell NumPy along which axis the two coordinates lie.

The text of question 7
"""

import numpy as np


def distances(history, minimum):
    lengths = np.sqrt(np.sum((history - minimum) ** 2))
    return lengths / lengths[0]
