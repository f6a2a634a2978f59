import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    names = np.unique(session)
    for _ in range(epochs):
        rng.shuffle(names)
        rows = np.concatenate([np.flatnonzero(session == name) for name in names])
        yield x[rows], y[rows]
