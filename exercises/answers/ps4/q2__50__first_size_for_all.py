"""Every batch gets the first size, and the last what is left; sizes has one for each."""

import numpy as np


def summed_noise(g, order, sizes):
    total = np.zeros(g.shape[1])
    lengths = [0.0]
    for batch in [order[k : k + sizes[0]] for k in range(0, len(order), sizes[0])]:
        total = total + g[batch].mean(axis=0) - g.mean(axis=0)
        lengths.append(np.linalg.norm(total))
    return np.array(lengths)
