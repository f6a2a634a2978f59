"""The gradients of a batch are divided by the number of all readings; the mean is over those of the batch.

Chapter 5, "Mean, sum and division by n differ by a learning rate"
"""

import numpy as np


def miss(gradients, batch):
    parts = np.array([gradients[batch == number].sum(axis=0) / len(batch) for number in np.unique(batch)])
    return np.sqrt(np.mean(np.sum((parts - gradients.mean(axis=0)) ** 2, axis=1)))
