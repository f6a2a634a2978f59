"""An order never follows itself; every order has to be as probable, whatever the epoch before."""

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
