import numpy as np


def distances(history, minimum):
    errors = history - minimum
    squares = np.einsum("ij,ij->i", errors, errors)
    return np.sqrt(squares / squares[0])
