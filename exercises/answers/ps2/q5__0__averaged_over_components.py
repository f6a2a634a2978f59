"""The squares are averaged over the two components as well; a squared distance is their sum."""

import numpy as np


def miss(gradients, batch):
    means = np.array([gradients[batch == number].mean(axis=0) for number in np.unique(batch)])
    return np.sqrt(np.mean((means - gradients.mean(axis=0)) ** 2))
