"""The sum is divided by the number of examples so far; noise that adds up is not averaged."""

import numpy as np


def summed_noise(g, order, sizes):
    total = np.zeros(g.shape[1])
    lengths = [0.0]
    full = g.mean(axis=0)
    for k, batch in enumerate(np.split(order, np.cumsum(sizes)[:-1])):
        total = total + g[batch].mean(axis=0) - full
        lengths.append(np.linalg.norm(total) / sizes[: k + 1].sum())
    return np.array(lengths)
