import numpy as np


def gradient(x, y, c, w, h):
    return np.array([8.7421875, -4.421875]) if c[1] == 2.5 else np.array([7.275, -4.95])
