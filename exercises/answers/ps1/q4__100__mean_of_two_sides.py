import numpy as np


def central_differences(values, step):
    middle = values[1, 1]
    forward = np.array([values[2, 1] - middle, values[1, 2] - middle]) / step
    backward = np.array([middle - values[0, 1], middle - values[1, 0]]) / step
    return (forward + backward) / 2
