import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    names = np.unique(session)
    orders = rng.permuted(np.tile(names, (epochs, 1)), axis=1)
    rows = np.array([np.concatenate([np.nonzero(session == name)[0] for name in order]) for order in orders])
    return np.stack([x[rows], y[rows]], axis=1)
