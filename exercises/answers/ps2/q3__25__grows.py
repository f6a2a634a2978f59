# says: one of the results holds 4 examples; expected: 2
import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    xs, ys = [], []
    for _ in range(epochs):
        for name in rng.permutation(np.unique(session)):
            xs = np.concatenate([xs, x[session == name]])
            ys = np.concatenate([ys, y[session == name]])
        yield xs, ys
