"""There is one epoch too many."""

import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    for _ in range(epochs + 1):
        names = rng.permutation(np.unique(session))
        rows = np.concatenate([np.flatnonzero(session == name) for name in names])
        yield x[rows], y[rows]
