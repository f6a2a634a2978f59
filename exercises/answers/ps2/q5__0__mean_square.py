"""The root is missing: this is the mean of the squared distances."""

import numpy as np


def miss(gradients, batch):
    means = np.array([gradients[batch == number].mean(axis=0) for number in np.unique(batch)])
    return np.mean(np.sum((means - gradients.mean(axis=0)) ** 2, axis=1))
