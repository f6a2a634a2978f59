"""The mean is taken over both columns at once; each component has a mean of its own."""

import numpy as np


def miss(gradients, batch):
    means = np.array([gradients[batch == number].mean() for number in np.unique(batch)])
    return np.sqrt(np.mean((means - gradients.mean()) ** 2))
