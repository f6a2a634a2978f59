import numpy as np


def central_differences(values, step):
    along_w, along_h = np.gradient(values, step)
    return np.array([along_w[1, 1], along_h[1, 1]])
