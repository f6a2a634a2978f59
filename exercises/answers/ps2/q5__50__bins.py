# says: ValueError
import numpy as np


def miss(gradients, batch):
    sizes = np.bincount(batch)
    means = np.array([np.bincount(batch, column)[sizes > 0] / sizes[sizes > 0] for column in gradients.T])
    return np.sqrt(np.mean(np.sum((means.T - gradients.mean(axis=0)) ** 2, axis=1)))
