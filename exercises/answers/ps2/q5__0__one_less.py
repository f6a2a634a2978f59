"""The squares are divided by one less than the number of batches; the question asks for their mean."""

import numpy as np


def miss(gradients, batch):
    means = np.array([gradients[batch == number].mean(axis=0) for number in np.unique(batch)])
    return np.sqrt(np.sum((means - gradients.mean(axis=0)) ** 2) / (len(means) - 1))
