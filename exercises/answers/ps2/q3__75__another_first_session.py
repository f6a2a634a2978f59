"""The order of an epoch depends on the one before; it has to be drawn afresh, whatever the epochs before."""

import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    names = rng.permutation(np.unique(session))
    for _ in range(epochs):
        last = names[-1]
        names = rng.permutation(names)
        while len(names) > 1 and names[0] == last:
            names = rng.permutation(names)
        rows = np.concatenate([np.flatnonzero(session == name) for name in names])
        yield x[rows], y[rows]
