"""These are second differences, which measure curvature; the gradient takes first differences."""

import numpy as np


def central_differences(values, step):
    middle = 2 * values[1, 1]
    return np.array([values[2, 1] + values[0, 1] - middle, values[1, 2] + values[1, 0] - middle]) / step**2
