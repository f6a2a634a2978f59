"""These are forward differences; central ones look to both sides of the middle."""

import numpy as np


def central_differences(values, step):
    return np.array([values[2, 1] - values[1, 1], values[1, 2] - values[1, 1]]) / step
