"""A session comes once for each of its readings: `session` holds a name several times, and each is to be drawn once."""

import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    for _ in range(epochs):
        rows = np.concatenate([np.flatnonzero(session == name) for name in rng.permutation(session)])
        yield x[rows], y[rows]
