# says: different results; expected: 100
import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    names = rng.permutation(np.unique(session))
    for _ in range(epochs):
        names = np.roll(names[:: rng.choice([1, -1])], rng.integers(len(names)))
        rows = np.concatenate([np.flatnonzero(session == name) for name in names])
        yield x[rows], y[rows]
