# says: different pairs of a result and the next one; expected: 36
import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    names = rng.permutation(np.unique(session))
    for _ in range(epochs):
        for i in rng.integers(len(names) - 1, size=5 * len(names)):
            names[i], names[i + 1] = names[i + 1], names[i]
        rows = np.concatenate([np.flatnonzero(session == name) for name in names])
        yield x[rows], y[rows]
