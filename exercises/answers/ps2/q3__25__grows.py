# says: one of the results holds 4 examples; expected: 2
import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    xs, ys = [], []
    for _ in range(epochs):
        for name in rng.permutation(np.unique(session)):
            xs.extend(x[session == name])
            ys.extend(y[session == name])
        yield list(xs), list(ys)
