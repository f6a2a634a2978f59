"""Some orders come more often than others; all have to be equally probable, however long the sessions are."""

import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    names = np.unique(session)
    for _ in range(epochs):
        order = names[np.argsort(rng.integers(len(names), size=len(names)), kind="stable")]
        rows = np.concatenate([np.flatnonzero(session == name) for name in order])
        yield x[rows], y[rows]
