"""A session is taken to end where the name changes; its readings can stand apart.

Chapter 5, "An iterator cuts one order into batches"
"""

import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    blocks = np.split(np.arange(len(x)), np.flatnonzero(np.diff(session)) + 1)
    for _ in range(epochs):
        rows = np.concatenate([blocks[k] for k in rng.permutation(len(blocks))])
        yield x[rows], y[rows]
