"""There is only one epoch: a return inside the loop ends the loop."""

import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    for _ in range(epochs):
        names = rng.permutation(np.unique(session))
        rows = np.concatenate([np.flatnonzero(session == name) for name in names])
        return [(x[rows], y[rows])]
