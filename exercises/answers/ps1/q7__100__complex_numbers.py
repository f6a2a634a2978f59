import numpy as np


def distances(history, minimum):
    errors = (history - minimum) @ np.array([1, 1j])
    return np.abs(errors) / np.abs(errors[0])
