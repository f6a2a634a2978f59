import numpy as np


def central_differences(values, step):
    v = values.astype(np.float32)
    return np.array([v[2, 1] - v[0, 1], v[1, 2] - v[1, 0]]) / np.float32(2 * step)
