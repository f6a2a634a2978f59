# says: yield them, or return a list
import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    result = {}
    for epoch in range(epochs):
        names = rng.permutation(np.unique(session))
        rows = np.concatenate([np.flatnonzero(session == name) for name in names])
        result[epoch] = x[rows], y[rows]
    return result.values()
