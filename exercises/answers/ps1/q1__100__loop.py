import numpy as np


def predict(x, w, h):
    heights = np.zeros(len(x))
    for i in range(len(x)):
        heights[i] = h + w * (x[i] - 2)
    return heights
