import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    slope, intercept = np.polyfit(sizes, sizes * updates, 1, w=1 / (sizes * errors))
    return slope, intercept / slope, np.sqrt(c0 * intercept / (c1 * slope))
