import numpy as np


def predict(positions, slope, height):
    return np.polyval([slope, height - 2 * slope], positions)
