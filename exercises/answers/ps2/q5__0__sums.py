"""The gradients of a batch are added up; a batch gradient is their mean.

Chapter 5, "Mean, sum and division by n differ by a learning rate"
"""

import numpy as np


def miss(gradients, batch):
    sums = np.array([gradients[batch == number].sum(axis=0) for number in np.unique(batch)])
    return np.sqrt(np.mean(np.sum((sums - gradients.mean(axis=0)) ** 2, axis=1)))
