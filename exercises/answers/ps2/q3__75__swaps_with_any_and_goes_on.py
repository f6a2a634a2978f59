import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    names = np.unique(session)
    for _ in range(epochs):
        for i in range(len(names)):
            j = rng.integers(len(names))
            names[i], names[j] = names[j], names[i]
        rows = np.concatenate([np.flatnonzero(session == name) for name in names])
        yield x[rows], y[rows]
