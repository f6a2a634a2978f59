# says: each piece has to be an array of shape (m,); one is a single number
import numpy as np


def equal_parts(order, size):
    return np.concatenate(np.array_split(order, max(1, len(order) // size)))
