# says: each piece has to be a pair of x and y, two arrays of one length; one has the shape (100,)
import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    order = np.concatenate([rng.permutation(np.unique(session)) for _ in range(epochs)])
    rows = np.concatenate([np.flatnonzero(session == name) for name in order])
    return x[rows], y[rows]
