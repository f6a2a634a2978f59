"""Every batch is divided by the same size; a mean is divided by the size of its own batch.

Chapter 5, "Mean, sum and division by n differ by a learning rate"
"""

import numpy as np


def miss(gradients, batch):
    numbers = np.unique(batch)
    size = len(batch) / len(numbers)
    means = np.array([gradients[batch == number].sum(axis=0) / size for number in numbers])
    return np.sqrt(np.mean(np.sum((means - gradients.mean(axis=0)) ** 2, axis=1)))
