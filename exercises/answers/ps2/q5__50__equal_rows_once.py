"""Equal rows of a batch are kept once; each of them is a reading of its own."""

import numpy as np


def miss(gradients, batch):
    means = np.array([np.unique(gradients[batch == k], axis=0).mean(axis=0) for k in np.unique(batch)])
    return np.sqrt(np.mean(np.sum((means - gradients.mean(axis=0)) ** 2, axis=1)))
