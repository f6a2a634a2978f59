"""Some orders come more often than others; all have to be equally probable, however long the sessions are."""

import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    for _ in range(epochs):
        keys = rng.random(len(x))
        names = sorted(set(session.tolist()), key=lambda name: keys[session == name].max())
        rows = np.concatenate([np.flatnonzero(session == name) for name in names])
        yield x[rows], y[rows]
