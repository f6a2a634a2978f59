import numpy as np


def central_differences(values, step):
    kernel = np.array([[0, -1, 0], [0, 0, 0], [0, 1, 0]]) / (2 * step)
    return [np.sum(kernel * values), np.sum(kernel.T * values)]
