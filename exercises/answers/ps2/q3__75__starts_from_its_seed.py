"""A second call with the same generator repeats the first: the generator itself has to move on, not a copy of it.

Chapter 4, "A seed belongs before the loop"
"""

import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    rng = np.random.default_rng(rng.bit_generator.seed_seq)
    for _ in range(epochs):
        names = rng.permutation(np.unique(session))
        rows = np.concatenate([np.flatnonzero(session == name) for name in names])
        yield x[rows], y[rows]
