import numpy as np


def summed_noise(g, order, sizes):
    g = np.asarray(g, dtype=np.float32)
    total, lengths = np.zeros(g.shape[1], dtype=np.float32), [0.0]
    for batch in np.split(order, np.cumsum(sizes)[:-1]):
        total = total + (g[batch] - g.mean(axis=0)).mean(axis=0)
        lengths.append(np.linalg.norm(total))
    return lengths
