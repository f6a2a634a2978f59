"""An order never follows itself; every order has to be as probable, whatever the epoch before."""

import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    names = before = rng.permutation(np.unique(session))
    for _ in range(epochs):
        while len(names) > 1 and np.array_equal(names, before):
            names = rng.permutation(names)
        before = names
        rows = np.concatenate([np.flatnonzero(session == name) for name in names])
        yield x[rows], y[rows]
