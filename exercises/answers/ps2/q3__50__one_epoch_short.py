"""There is one epoch too few."""

import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    for _ in range(1, epochs):
        names = rng.permutation(np.unique(session))
        rows = np.concatenate([np.flatnonzero(session == name) for name in names])
        yield x[rows], y[rows]
