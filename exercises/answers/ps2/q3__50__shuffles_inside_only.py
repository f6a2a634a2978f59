# says: Every epoch has the sessions in the same order
import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    for _ in range(epochs):
        rows = np.argsort(session + rng.random(len(session)))
        yield x[rows], y[rows]
