# says: torn apart
import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    for _ in range(epochs):
        rows = np.argsort(rng.permutation(session), kind="stable")
        yield x[rows], y[rows]
