import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    groups = {int(name): np.flatnonzero(session == name) for name in session}
    for _ in range(epochs):
        names = []
        for name in groups:
            names.insert(int(rng.integers(len(names) + 1)), name)
        rows = [row for name in names for row in groups[name]]
        yield x[rows], y[rows]
