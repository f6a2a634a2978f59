import numpy as np


def summed_noise(g, order, sizes):
    weights, first, lengths = np.zeros(len(g)), 0, [0.0]
    for size in sizes:
        np.add.at(weights, order[first : first + size], 1 / size)
        weights -= 1 / len(g)
        first += size
        lengths.append(np.sqrt(((weights @ g) ** 2).sum()))
    return lengths
