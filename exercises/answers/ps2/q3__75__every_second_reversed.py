"""The order of an epoch depends on the one before; it has to be drawn afresh, whatever the epochs before."""

import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    for epoch in range(epochs):
        names = names[::-1] if epoch % 2 else rng.permutation(np.unique(session))
        rows = np.concatenate([np.flatnonzero(session == name) for name in names])
        yield x[rows], y[rows]
