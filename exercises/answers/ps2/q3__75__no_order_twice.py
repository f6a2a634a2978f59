"""The order of an epoch depends on the one before; it has to be drawn afresh, whatever the epochs before."""

from math import factorial

import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    names, used = np.unique(session), set()
    for _ in range(epochs):
        order = tuple(rng.permutation(names).tolist())
        if len(used) == factorial(len(names)):
            used.clear()
        while order in used:
            order = tuple(rng.permutation(names).tolist())
        used.add(order)
        rows = np.concatenate([np.flatnonzero(session == name) for name in order])
        yield x[rows], y[rows]
