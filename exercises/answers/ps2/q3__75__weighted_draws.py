"""Some orders come more often than others; all have to be equally probable, however long the sessions are."""

import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    names, lengths = np.unique(session, return_counts=True)
    for _ in range(epochs):
        order = rng.choice(names, size=len(names), replace=False, p=lengths / len(session))
        rows = np.concatenate([np.flatnonzero(session == name) for name in order])
        yield x[rows], y[rows]
