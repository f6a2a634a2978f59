"""Sessions are drawn with replacement: in an epoch some come twice and others not at all."""

import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    names = np.unique(session)
    for _ in range(epochs):
        rows = np.concatenate([np.flatnonzero(session == name) for name in rng.choice(names, len(names))])
        yield x[rows], y[rows]
