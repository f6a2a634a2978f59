"""The epochs hold x alone; an epoch is a pair of x and y."""

import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    for _ in range(epochs):
        names = rng.permutation(np.unique(session))
        yield x[np.concatenate([np.flatnonzero(session == name) for name in names])]
