"""An epoch holds one reading of each session; it has to hold them all."""

import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    names, first = np.unique(session, return_index=True)
    for _ in range(epochs):
        rows = first[rng.permutation(len(names))]
        yield x[rows], y[rows]
