# says: IndexError
import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    for _ in range(epochs):
        rows = rng.permutation(np.unique(session))
        yield x[rows], y[rows]
