# says: each piece has to be a pair of x and y, two arrays of one length; one has the shape (2,)
import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    for _ in range(epochs):
        names = rng.permutation(np.unique(session))
        yield x[np.concatenate([np.flatnonzero(session == name) for name in names])]
