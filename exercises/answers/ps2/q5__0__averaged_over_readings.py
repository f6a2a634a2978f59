"""The squared distances are divided by the number of readings; the mean is over the batches."""

import numpy as np


def miss(gradients, batch):
    means = np.array([gradients[batch == number].mean(axis=0) for number in np.unique(batch)])
    return np.sqrt(np.sum((means - gradients.mean(axis=0)) ** 2) / len(gradients))
