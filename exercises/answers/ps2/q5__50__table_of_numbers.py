# says: IndexError
import numpy as np


def miss(gradients, batch):
    sums, sizes = np.zeros((batch.max() + 1, 2)), np.zeros(batch.max() + 1)
    np.add.at(sums, batch, gradients)
    np.add.at(sizes, batch, 1)
    means = sums[sizes > 0] / sizes[sizes > 0, np.newaxis]
    return np.sqrt(np.mean(np.sum((means - gradients.mean(axis=0)) ** 2, axis=1)))
