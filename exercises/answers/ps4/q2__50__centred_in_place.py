# says: changes an argument in place
import numpy as np


def summed_noise(g, order, sizes):
    g -= g.mean(axis=0)
    total = np.zeros(g.shape[1])
    lengths = [0.0]
    for batch in np.split(order, np.cumsum(sizes)[:-1]):
        total += g[batch].mean(axis=0)
        lengths.append(np.linalg.norm(total))
    return np.array(lengths)
