"""Division and multiplication go from left to right: a product below the line needs brackets."""

import numpy as np


def central_differences(values, step):
    return np.array([values[2, 1] - values[0, 1], values[1, 2] - values[1, 0]]) / 2 * step
