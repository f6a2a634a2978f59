import numpy as np


def summed_noise(g, order, sizes):
    batch = np.repeat(np.arange(len(sizes)), sizes)
    share = np.zeros((len(sizes), len(g)))
    np.add.at(share, (batch, order), 1 / sizes[batch])
    sums = np.tril(np.ones((len(sizes) + 1, len(sizes))), -1) @ (share - 1 / len(g)) @ g
    return np.linalg.norm(sums, axis=1)
