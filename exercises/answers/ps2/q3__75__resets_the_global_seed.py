# says: A seed inside the function
import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    np.random.seed(1)
    for _ in range(epochs):
        names = np.random.permutation(np.unique(session))
        rows = np.concatenate([np.flatnonzero(session == name) for name in names])
        yield x[rows], y[rows]
