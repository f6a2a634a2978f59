"""The order of an epoch is the one before with little changed; it has to be drawn afresh."""

import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    names = rng.permutation(np.unique(session))
    for _ in range(epochs):
        rows = np.concatenate([np.flatnonzero(session == name) for name in names])
        yield x[rows], y[rows]
        i, j = rng.integers(len(names), size=2)
        names[i], names[j] = names[j], names[i]
