"""Every epoch has the sessions in the same order: draw it anew for each, from a generator that moves on, and give each
epoch arrays of its own.

Chapter 4, "A seed belongs before the loop"
"""

import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    x_epoch, y_epoch, pairs = np.empty_like(x), np.empty_like(y), []
    for _ in range(epochs):
        first = 0
        for name in rng.permutation(np.unique(session)):
            inside = session == name
            x_epoch[first : first + inside.sum()], y_epoch[first : first + inside.sum()] = x[inside], y[inside]
            first += inside.sum()
        pairs.append((x_epoch, y_epoch))
    return pairs
