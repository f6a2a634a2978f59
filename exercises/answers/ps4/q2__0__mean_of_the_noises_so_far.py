"""The sum is divided by the number of batches so far; noise that adds up is not averaged."""

import numpy as np


def summed_noise(g, order, sizes):
    noises = []
    lengths = [0.0]
    for batch in np.split(order, np.cumsum(sizes)[:-1]):
        noises.append(g[batch].mean(axis=0) - g.mean(axis=0))
        lengths.append(np.linalg.norm(np.mean(noises, axis=0)))
    return np.array(lengths)
