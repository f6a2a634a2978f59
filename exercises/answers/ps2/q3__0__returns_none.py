# says: returns None
import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    pairs = []
    for _ in range(epochs):
        names = rng.permutation(np.unique(session))
        rows = np.concatenate([np.flatnonzero(session == name) for name in names])
        pairs.append((x[rows], y[rows]))
