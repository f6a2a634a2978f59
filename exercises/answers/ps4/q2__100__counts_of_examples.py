import numpy as np


def summed_noise(g, order, sizes):
    sizes = np.asarray(sizes)
    owner = np.repeat(np.arange(len(sizes)), sizes)
    counts = np.zeros((len(sizes), len(g)))
    np.add.at(counts, (owner, order), 1)
    noise = counts @ g / sizes[:, None] - g.mean(axis=0)
    return np.sqrt(np.sum(np.vstack([np.zeros(g.shape[1]), np.cumsum(noise, axis=0)]) ** 2, axis=1))
