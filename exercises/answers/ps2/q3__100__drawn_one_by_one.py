import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    for _ in range(epochs):
        left, names = np.unique(session).tolist(), []
        while left:
            names.append(left.pop(int(rng.random() * len(left))))
        rows = np.concatenate([np.flatnonzero(session == name) for name in names])
        yield x[rows], y[rows]
