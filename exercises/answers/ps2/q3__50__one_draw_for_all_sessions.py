# says: different results; expected: 6
import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    names = np.unique(session)
    for _ in range(epochs):
        order = names[np.argsort((np.arange(1, len(names) + 1) * 100 * rng.random()) % 1)]
        rows = np.concatenate([np.flatnonzero(session == name) for name in order])
        yield x[rows], y[rows]
