"""A dictionary keeps one y for each x; several readings can have the same x."""

import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    target = dict(zip(x, y))
    for _ in range(epochs):
        names = rng.permutation(np.unique(session))
        x_epoch = np.concatenate([x[session == name] for name in names])
        yield x_epoch, [target[a] for a in x_epoch]
