"""The sum begins anew after as many examples as there are; it goes on to the end of the order."""

import numpy as np


def summed_noise(g, order, sizes):
    total = np.zeros(g.shape[1])
    lengths = [0.0]
    full = g.mean(axis=0)
    for k, batch in enumerate(np.split(order, np.cumsum(sizes)[:-1])):
        total = (total if sizes[:k].sum() % len(g) else 0 * total) + g[batch].mean(axis=0) - full
        lengths.append(np.linalg.norm(total))
    return np.array(lengths)
