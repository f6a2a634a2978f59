import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    examples, fewest = np.polyfit(1 / sizes, updates, 1, w=1 / errors)
    return np.array([fewest, examples / fewest, (examples * c0 / (fewest * c1)) ** 0.5])
