import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    for _ in range(epochs):
        place = {name: k for k, name in enumerate(rng.permutation(np.unique(session)))}
        rows = sorted(range(len(x)), key=lambda i: place[session[i]])
        yield x[rows], y[rows]
