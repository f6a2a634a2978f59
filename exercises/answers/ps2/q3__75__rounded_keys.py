import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    names = np.unique(session)
    for _ in range(epochs):
        keys = np.round(rng.random(len(names)), 2)
        order = names[np.argsort(keys, kind="stable")]
        rows = np.concatenate([np.flatnonzero(session == name) for name in order])
        yield x[rows], y[rows]
