"""x and y are shuffled apart: readings get each other's y."""

import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    names = np.unique(session)
    for _ in range(epochs):
        first = np.concatenate([np.flatnonzero(session == name) for name in rng.permutation(names)])
        second = np.concatenate([np.flatnonzero(session == name) for name in rng.permutation(names)])
        yield x[first], y[second]
