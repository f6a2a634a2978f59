# says: wrong shape
import numpy as np


def summed_noise(g, order, sizes):
    total = np.zeros(g.shape[1])
    lengths = [total]
    for batch in np.split(order, np.cumsum(sizes)[:-1]):
        total = total + g[batch].mean(axis=0) - g.mean(axis=0)
        lengths.append(total)
    return np.array(lengths)
