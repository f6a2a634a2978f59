# says: different results; expected: 100
import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    orders = [rng.permutation(np.unique(session)) for _ in range(100)]
    for _ in range(epochs):
        names = orders[rng.integers(len(orders))]
        rows = np.concatenate([np.flatnonzero(session == name) for name in names])
        yield x[rows], y[rows]
