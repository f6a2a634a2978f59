import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    own = np.random.default_rng(rng.integers(100))
    for _ in range(epochs):
        names = own.permutation(np.unique(session))
        rows = np.concatenate([np.flatnonzero(session == name) for name in names])
        yield x[rows], y[rows]
