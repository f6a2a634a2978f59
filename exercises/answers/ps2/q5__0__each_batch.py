"""There is a distance for each batch; the question asks for one number."""

import numpy as np


def miss(gradients, batch):
    means = np.array([gradients[batch == number].mean(axis=0) for number in np.unique(batch)])
    return np.linalg.norm(means - gradients.mean(axis=0), axis=1)
