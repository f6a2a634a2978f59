import numpy as np


def distances(path, middle):
    lengths = np.hypot(path[:, 0] - middle[0], path[:, 1] - middle[1])
    return lengths / lengths[0]
