"""The differences have the wrong sign: later minus earlier."""

import numpy as np


def central_differences(values, step):
    return np.array([values[0, 1] - values[2, 1], values[1, 0] - values[1, 2]]) / (2 * step)
