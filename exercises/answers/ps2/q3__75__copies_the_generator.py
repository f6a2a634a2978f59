"""A second call with the same generator repeats the first: the generator itself has to move on, not a copy of it.

Chapter 4, "A seed belongs before the loop"
"""

from copy import deepcopy

import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    rng = deepcopy(rng)
    for _ in range(epochs):
        names = rng.permutation(np.unique(session))
        rows = np.concatenate([np.flatnonzero(session == name) for name in names])
        yield x[rows], y[rows]
