# says: returns None
import numpy as np


def miss(gradients, batch):
    means = np.array([gradients[batch == number].mean(axis=0) for number in np.unique(batch)])
    result = np.sqrt(np.mean(np.sum((means - gradients.mean(axis=0)) ** 2, axis=1)))
