import numpy as np


def gradient(points, targets, weights, slope, height):
    distance = points - ANCHOR
    error = targets - (height + slope * distance)
    return -2 * np.average(error * distance, weights=weights), -2 * np.average(error, weights=weights)
