# says: changes an argument in place
import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    for _ in range(epochs):
        names = rng.permutation(np.unique(session))
        rows = np.concatenate([np.flatnonzero(session == name) for name in names])
        x[:], y[:], session[:] = x[rows], y[rows], session[rows]
        yield x.copy(), y.copy()
