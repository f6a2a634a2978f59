import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    for _ in range(epochs):
        names = np.unique(session)
        for i, j in rng.integers(len(names), size=(len(names), 2)):
            names[i], names[j] = names[j], names[i]
        rows = np.concatenate([np.flatnonzero(session == name) for name in names])
        yield x[rows], y[rows]
