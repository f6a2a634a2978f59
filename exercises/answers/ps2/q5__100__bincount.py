import numpy as np


def miss(gradients, batch):
    _, which, sizes = np.unique(batch, return_inverse=True, return_counts=True)
    off = gradients - gradients.mean(axis=0)
    sums = np.stack([np.bincount(which, weights=column) for column in off.T])
    return np.sqrt(np.mean(np.linalg.norm(sums / sizes, axis=0) ** 2))
