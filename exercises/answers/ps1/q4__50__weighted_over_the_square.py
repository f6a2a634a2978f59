"""The differences beside the middle are mixed in; the gradient is asked for in the middle alone."""

import numpy as np


def central_differences(values, step):
    rows, columns = values @ [1, 2, 1], [1, 2, 1] @ values
    return np.array([rows[2] - rows[0], columns[2] - columns[0]]) / (8 * step)
