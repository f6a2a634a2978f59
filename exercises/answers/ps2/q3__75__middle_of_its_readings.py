import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    for _ in range(epochs):
        keys = rng.random(len(x))
        names = sorted(set(session.tolist()), key=lambda name: keys[session == name].mean())
        rows = np.concatenate([np.flatnonzero(session == name) for name in names])
        yield x[rows], y[rows]
