"""Two lengths are subtracted; the distance is the length of the difference."""

import numpy as np


def miss(gradients, batch):
    full = np.linalg.norm(gradients.mean(axis=0))
    lengths = np.array([np.linalg.norm(gradients[batch == number].mean(axis=0)) for number in np.unique(batch)])
    return np.sqrt(np.mean((lengths - full) ** 2))
