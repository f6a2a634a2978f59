# says: some orders come more often than others
import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    for _ in range(epochs):
        names = np.random.default_rng(rng.integers(100)).permutation(np.unique(session))
        rows = np.concatenate([np.flatnonzero(session == name) for name in names])
        yield x[rows], y[rows]
