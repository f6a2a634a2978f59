import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    for child in rng.spawn(epochs):
        names = np.unique(session)
        child.shuffle(names)
        rows = np.concatenate([np.flatnonzero(session == name) for name in names])
        yield x[rows], y[rows]
